using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace StreamVerse.Testing;

/// <summary>A TCP proxy that loses or withholds answers on demand.</summary>
public sealed class FaultyProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Uri _upstream;
    private readonly Task _accepting;
    private int _answersToLose;
    private long _answerBytesLeft = long.MaxValue;

    public FaultyProxy(Uri upstream)
    {
        _upstream = upstream;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Endpoint => new(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}"));

    /// <summary>Connections taken so far.</summary>
    public int Connections { get; private set; }

    /// <summary>Lets the next answers' requests through, then cuts the connection instead of passing the answer on.</summary>
    public void LoseAnswers(int count) => Volatile.Write(ref _answersToLose, count);

    /// <summary>Passes so many more bytes of answers on, and then none, with the connection open.</summary>
    public void StallAfter(long answerBytes) => Volatile.Write(ref _answerBytesLeft, answerBytes);

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_end.Token);
                Connections++;
                connections.Add(ServeAsync(client));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
        {
            try
            {
                await server.ConnectAsync(_upstream.Host, _upstream.Port, _end.Token);
                var (near, far) = (client.GetStream(), server.GetStream());
                await Task.WhenAny(near.CopyToAsync(far, _end.Token), AnswerAsync(far, near));
            }
            catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
            {
                // Either side may leave at any time; both sockets are closed below.
            }
        }
    }

    private async Task AnswerAsync(NetworkStream from, NetworkStream to)
    {
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await from.ReadAsync(buffer, _end.Token)) > 0)
        {
            if (Volatile.Read(ref _answersToLose) > 0)
            {
                Interlocked.Decrement(ref _answersToLose);
                return;
            }

            var left = Interlocked.Add(ref _answerBytesLeft, -read) + read;
            await to.WriteAsync(buffer.AsMemory(0, (int)Math.Clamp(left, 0, read)), _end.Token);
            if (left < read)
            {
                await Task.Delay(Timeout.Infinite, _end.Token);
            }
        }
    }
}
