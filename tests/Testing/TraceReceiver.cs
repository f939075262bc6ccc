using System.Collections.Concurrent;
using System.Net;

namespace StreamVerse.Testing;

/// <summary>Takes traces as an OpenTelemetry collector does: OTLP over HTTP with protobuf.</summary>
public sealed class TraceReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<ReceivedSpan> _spans = new();
    private readonly Task _run;

    private TraceReceiver(int port)
    {
        Address = $"http://127.0.0.1:{port}";
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _run = Task.Run(RunAsync);
    }

    /// <summary>Where it listens: what <c>StreamVerse:Telemetry:OtlpEndpoint</c> is set to.</summary>
    public string Address { get; }

    /// <summary>What has come so far.</summary>
    public IReadOnlyCollection<ReceivedSpan> Spans => _spans;

    /// <summary>Listens on 127.0.0.1.</summary>
    /// <param name="port">The port.</param>
    public static TraceReceiver Start(int port) => new(port);

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Close();
        _run.Wait(TimeSpan.FromSeconds(10));
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                context.Response.StatusCode = context.Request.Url!.AbsolutePath == "/v1/traces" ? 200 : 404;
                context.Response.Close();
                foreach (var span in ReceivedSpan.ReadAll(body.ToArray()))
                {
                    _spans.Enqueue(span);
                }
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // Closed: the test is over.
        }
    }
}
