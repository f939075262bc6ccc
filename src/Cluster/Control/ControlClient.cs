using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace StreamVerse.Cluster.Control;

/// <summary>Talks to a supervisor.</summary>
internal sealed class ControlClient : IDisposable
{
    private readonly ClusterFolder _folder;
    private readonly HttpClient _client;

    public ControlClient(ClusterFolder folder)
    {
        _folder = folder;
        _client = new HttpClient(new SocketsHttpHandler { ConnectCallback = ConnectAsync }) { BaseAddress = new Uri("http://supervisor"), Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <exception cref="NoSupervisorException">No supervisor answers.</exception>
    /// <exception cref="IOException">It cannot say.</exception>
    public Task<ClusterStatus> GetStatusAsync(CancellationToken cancellationToken) =>
        AskAsync(async () => (await _client.GetFromJsonAsync<ClusterStatus>("/status", cancellationToken))!);

    /// <exception cref="IOException">No supervisor answers, or it cannot do it.</exception>
    public Task<ScaleAnswer> ScaleAsync(ScaleRequest request, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        using var answer = await _client.PostAsJsonAsync("/scale", request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        var result = (await answer.Content.ReadFromJsonAsync<ScaleAnswer>(JsonSerializerOptions.Web, cancellationToken))!;
        return result.Error is null ? result : throw new IOException(result.Error);
    });

    /// <summary>Has processes started anew.</summary>
    /// <param name="request">Which.</param>
    /// <param name="tell">Told of each step when it is done.</param>
    /// <param name="cancellationToken">Goes no further.</param>
    /// <exception cref="IOException">No supervisor answers, or it cannot do it.</exception>
    public Task<bool> RestartAsync(RestartRequest request, Action<string> tell, CancellationToken cancellationToken) => AskAsync(async () =>
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/restart") { Content = JsonContent.Create(request) };
        using var answer = await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        answer.EnsureSuccessStatusCode();
        await foreach (var step in answer.Content.ReadFromJsonAsAsyncEnumerable<RestartStep>(JsonSerializerOptions.Web, cancellationToken))
        {
            if (step is { IsFault: true })
            {
                throw new IOException(step.Line);
            }

            tell(step!.Line);
        }

        return true;
    });

    /// <summary>Asks it to end; it may take a while to do so.</summary>
    /// <exception cref="NoSupervisorException">No supervisor answers.</exception>
    /// <exception cref="IOException">It cannot do it.</exception>
    public Task<bool> DownAsync(CancellationToken cancellationToken) => AskAsync(async () =>
    {
        using var answer = await _client.PostAsync("/down", null, cancellationToken);
        answer.EnsureSuccessStatusCode();
        return true;
    });

    public void Dispose() => _client.Dispose();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(_folder.Socket), cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (HttpRequestException exception) when (exception.StatusCode is { } code)
        {
            throw new IOException($"the supervisor of {_folder.Path} answers {(int)code}; what it has printed may say why.", exception);
        }
        catch (HttpRequestException exception)
        {
            throw new NoSupervisorException($"no cluster runs on {_folder.Path} ({exception.Message}). Start one with './streamverse cluster up'.", exception);
        }
    }
}
