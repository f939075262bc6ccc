using System.Collections.Concurrent;
using System.Net;

namespace StreamVerse.Testing;

/// <summary>Takes traces as an OpenTelemetry collector does: OTLP over HTTP with protobuf.</summary>
public sealed class TraceReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<ReceivedSpan> _spans = new();
    private readonly SemaphoreSlim _arrived = new(0);
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

    /// <summary>Waits until the spans of one trace are as wanted.</summary>
    /// <exception cref="TimeoutException">They are not within the limit; the message says what has come.</exception>
    public async Task WaitForTraceAsync(Func<IReadOnlyCollection<ReceivedSpan>, bool> wanted, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var until = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        until.CancelAfter(limit);
        try
        {
            while (!_spans.GroupBy(static span => span.TraceId).Any(trace => wanted([.. trace])))
            {
                await _arrived.WaitAsync(until.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"No trace is as wanted after {limit.TotalSeconds} s; there are: {string.Join(", ", _spans.Select(static span => $"{span.Service} {span.Name}").Distinct().Order())}");
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Close();
        _run.Wait(TimeSpan.FromSeconds(10));
        _arrived.Dispose();
    }

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await TakeAsync(await _listener.GetContextAsync());
            }
        }
        catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
        {
            // Closed: the test is over.
        }
    }

    private async Task TakeAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            context.Response.StatusCode = context.Request.Url!.AbsolutePath == "/v1/traces" ? 200 : 404;
            context.Response.Close();
            foreach (var span in ReceivedSpan.ReadAll(body.ToArray()))
            {
                _spans.Enqueue(span);
            }

            _arrived.Release();
        }
        catch (Exception exception) when (exception is IOException || (_listener.IsListening && exception is HttpListenerException))
        {
            // Who sent it was killed meanwhile; others still send.
        }
    }
}
