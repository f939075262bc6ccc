using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using StreamVerse.Storage.Diagnosis;

namespace StreamVerse.Local;

/// <summary>Whether StreamVerse can listen where it is to, or already does.</summary>
internal static class PortCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async Task<Verdict> TryAsync(IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        try
        {
            using TcpListener listener = new(endpoint);
            listener.Start();
            return Verdict.Ok($"{endpoint} is free");
        }
        catch (SocketException exception) when (exception.SocketErrorCode != SocketError.AddressAlreadyInUse)
        {
            return Verdict.Missing($"{endpoint} cannot be listened on: {exception.Message}");
        }
        catch (SocketException)
        {
            return await StatusAsync(endpoint, "live", cancellationToken) != "live"
                ? Verdict.Missing($"another program listens on {endpoint}; choose another port with --port.")
                : await StatusAsync(endpoint, "ready", cancellationToken) == "ready"
                    ? Verdict.Ok($"StreamVerse itself answers on {endpoint} and is ready")
                    : Verdict.Missing($"StreamVerse answers on {endpoint} and is not ready; http://{endpoint}/health/ready says why.");
        }
    }

    /// <summary>The status that a health endpoint answers; nothing where it is none of ours.</summary>
    private static async Task<string?> StatusAsync(IPEndPoint endpoint, string path, CancellationToken cancellationToken)
    {
        using HttpClient client = new() { Timeout = Patience };
        try
        {
            using var answer = await client.GetAsync(new Uri($"http://{endpoint}/health/{path}"), cancellationToken);
            using var json = await JsonDocument.ParseAsync(await answer.Content.ReadAsStreamAsync(cancellationToken), cancellationToken: cancellationToken);
            return json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("status", out var status) ? status.GetString() : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or JsonException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
