using System.Net;
using System.Net.Sockets;

namespace StreamVerse.Testing;

/// <summary>
/// Stands between a client and a server on 127.0.0.1 like a cable that is pulled out: once so many bytes have gone to the
/// server, the connections of that moment carry nothing more and yet stay open. Later connections work.
/// </summary>
public sealed class StallingProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly TaskCompletionSource _stalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> _connections = [];
    private readonly int _serverPort;
    private readonly long _bytes;
    private readonly Task _loop;
    private long _sent;

    public StallingProxy(int serverPort, long bytes)
    {
        _serverPort = serverPort;
        _bytes = bytes;
        _listener.Start();
        _loop = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Ends when the connections have stalled.</summary>
    public Task Stalled => _stalled.Task;

    public async ValueTask DisposeAsync()
    {
        if (_end.IsCancellationRequested)
        {
            return;
        }

        await _end.CancelAsync();
        _listener.Dispose();
        await _loop;
        await Task.WhenAll(_connections);
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy ends.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        var isLate = Stalled.IsCompleted;
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, _serverPort, _end.Token);
                await Task.WhenAny(
                    PumpAsync(client.GetStream(), server.GetStream(), isCounted: !isLate),
                    PumpAsync(server.GetStream(), client.GetStream(), isCounted: false));
            }
            catch (Exception exception) when (exception is OperationCanceledException or SocketException or IOException)
            {
                // One side is gone; the other follows.
            }
        }
    }

    private async Task PumpAsync(NetworkStream from, NetworkStream to, bool isCounted)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            while (await from.ReadAsync(buffer, _end.Token) is var count and > 0)
            {
                if (isCounted && Interlocked.Add(ref _sent, count) > _bytes)
                {
                    _stalled.TrySetResult();
                    await Task.Delay(Timeout.Infinite, _end.Token);
                }

                await to.WriteAsync(buffer.AsMemory(0, count), _end.Token);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or ObjectDisposedException)
        {
            // One side is gone, or the proxy ends.
        }
    }
}
