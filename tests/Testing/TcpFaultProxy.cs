using System.Net;
using System.Net.Sockets;

namespace StreamVerse.Testing;

/// <summary>
/// Stands between a client and a server on 127.0.0.1 and cuts connections: at once, or after the server has done its work
/// but before the client hears of it, so that the client cannot know the outcome.
/// </summary>
public sealed class TcpFaultProxy : IAsyncDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly CancellationTokenSource _end = new();
    private readonly int _serverPort;
    private readonly Task _loop;
    private readonly object _gate = new();
    private readonly HashSet<Socket> _open = [];
    private readonly List<Task> _connections = [];
    private int _repliesToCut;

    public TcpFaultProxy(int serverPort)
    {
        _serverPort = serverPort;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        Port = ((IPEndPoint)_listener.LocalEndPoint!).Port;
        _loop = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Replies cut so far.</summary>
    public int CutReplies { get; private set; }

    /// <summary>The next replies of the server never arrive; their connections end instead.</summary>
    public void CutNextReplies(int count) => Volatile.Write(ref _repliesToCut, count);

    /// <summary>Ends all connections that are open now.</summary>
    public void CutAll()
    {
        lock (_gate)
        {
            foreach (var socket in _open)
            {
                socket.Close();
            }

            _open.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        CutAll();
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
                var client = await _listener.AcceptAsync(_end.Token);
                _connections.Add(ServeAsync(client));
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The proxy ends.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        Socket server = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        client.NoDelay = true;
        lock (_gate)
        {
            _open.Add(client);
            _open.Add(server);
        }

        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _serverPort, _end.Token);
            await Task.WhenAny(PumpAsync(client, server, isReply: false), PumpAsync(server, client, isReply: true));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // One side is gone; the other follows.
        }
        finally
        {
            lock (_gate)
            {
                _open.Remove(client);
                _open.Remove(server);
            }

            client.Dispose();
            server.Dispose();
        }
    }

    private async Task PumpAsync(Socket from, Socket to, bool isReply)
    {
        var buffer = new byte[64 * 1024];
        while (await ReceiveAsync(from, buffer) is var count and > 0)
        {
            if (isReply && TryTakeCut())
            {
                return;
            }

            await to.SendAsync(buffer.AsMemory(0, count), _end.Token);
        }
    }

    private async Task<int> ReceiveAsync(Socket from, byte[] buffer)
    {
        try
        {
            return await from.ReceiveAsync(buffer, _end.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            return 0;
        }
    }

    private bool TryTakeCut()
    {
        lock (_gate)
        {
            if (_repliesToCut == 0)
            {
                return false;
            }

            _repliesToCut--;
            CutReplies++;
            return true;
        }
    }
}
