using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using StreamVerse.Gateway.Health;
using StreamVerse.Storage;
using StreamVerse.Storage.Health;

namespace StreamVerse.Local;

/// <summary>Starts everything, in order, and says in one line what keeps it from starting.</summary>
internal static class LocalHost
{
    private const int CannotStart = 1;

    /// <summary>Stores that are there take less; only for others is it worth answering requests meanwhile.</summary>
    private static readonly TimeSpan Promptness = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(LocalSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            using var folder = DataFolder.Open(settings.DataPath);
            ThrowIfInUse(settings.Endpoint);
            var endpoint = settings.Endpoint;
            await using var app = LocalApplication.Build(settings, () => endpoint);
            if (await OpenStoresAsync(app.Services.GetRequiredService<StoreGate>(), endpoint, cancellationToken) is not { } found)
            {
                return 0;
            }

            endpoint = found;
            await app.StartAsync(cancellationToken);
            Console.WriteLine($"StreamVerse is ready at {app.Urls.First()}  (data in {settings.DataPath}; Ctrl-C ends it)");
            await app.WaitForShutdownAsync(cancellationToken);
            return 0;
        }
        catch (Exception exception) when (IsForPeople(exception))
        {
            await Console.Error.WriteLineAsync($"StreamVerse cannot start: {exception.Message}");
            return CannotStart;
        }
    }

    /// <summary>Whether an exception's message alone tells what to do; of any other the stack trace is worth having.</summary>
    public static bool IsForPeople(Exception exception) =>
        exception is IOException or StoreUnavailableException or OptionsValidationException or UnauthorizedAccessException or InvalidDataException;

    /// <summary>Waits until the stores are ready, and answers requests meanwhile.</summary>
    /// <returns>Where to listen, or <see langword="null"/> when the process was told to end.</returns>
    private static async Task<IPEndPoint?> OpenStoresAsync(StoreGate gate, IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var opening = gate.OpenAsync(stop.Token);
        if (await Task.WhenAny(opening, Task.Delay(Promptness, cancellationToken)) == opening)
        {
            await opening;
            return endpoint;
        }

        try
        {
            await using var answers = await StartupAnswers.StartAsync(endpoint, gate, cancellationToken);
            await using var ending = answers.Stopping.Register(stop.Cancel);
            await opening;
            return answers.Endpoint;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            await stop.CancelAsync();
            await opening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Looks before a silo is started that would have to be stopped again, with much to say about it.</summary>
    private static void ThrowIfInUse(IPEndPoint endpoint)
    {
        using var listener = new TcpListener(endpoint);
        try
        {
            listener.Start();
        }
        catch (SocketException exception)
        {
            var reason = exception.SocketErrorCode == SocketError.AddressAlreadyInUse ? "another program listens there" : exception.Message;
            throw new IOException($"{endpoint} cannot be listened on: {reason}. Choose another port with --port (0 picks a free one).", exception);
        }
    }
}
