using System.Net;
using System.Net.Http.Headers;
using System.Xml.Linq;
using Polly;
using Polly.Retry;

namespace StreamVerse.Storage.Objects.S3;

/// <summary>Sends signed requests, each attempt within its time, and again with growing pauses when it is worth it.</summary>
internal sealed class S3Http : IDisposable
{
    private const int UploadBytesPerSecond = 512 * 1024;
    private const int ContinueFromBytes = 1024 * 1024;
    private const int MaxErrorBytes = 64 * 1024;
    private static readonly TimeSpan SignatureLifetime = TimeSpan.FromMinutes(15);
    private readonly S3Presigner _presigner;
    private readonly S3Faults _faults;
    private readonly TimeSpan _attemptTimeout;
    private readonly TimeProvider _time;
    private readonly ResiliencePipeline _pipeline;

    public S3Http(S3ObjectStoreOptions options, S3Presigner presigner, S3Faults faults, TimeProvider time)
    {
        _presigner = presigner;
        _faults = faults;
        _attemptTimeout = options.AttemptTimeout;
        _time = time;

        // Not by IHttpClientFactory: it logs URLs, and ours carry signatures.
        Client = new HttpClient(new SocketsHttpHandler
        {
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            Expect100ContinueTimeout = TimeSpan.FromSeconds(1),
            AllowAutoRedirect = false,
            UseCookies = false,
        })
        { Timeout = Timeout.InfiniteTimeSpan };

        var builder = new ResiliencePipelineBuilder { TimeProvider = time };
        if (options.MaxAttempts > 1)
        {
            builder.AddRetry(new RetryStrategyOptions
            {
                ShouldHandle = static arguments => ValueTask.FromResult(arguments.Outcome.Exception is { } exception && S3Faults.IsTransient(exception)),
                MaxRetryAttempts = options.MaxAttempts - 1,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(200),
                MaxDelay = TimeSpan.FromSeconds(5),
            });
        }

        _pipeline = builder.Build();
    }

    /// <summary>The client, for the Minio library too.</summary>
    public HttpClient Client { get; }

    /// <summary>Sends a request until it succeeds; the answer's body is still to be read.</summary>
    /// <exception cref="S3ErrorException">One of the errors that the request expects.</exception>
    /// <exception cref="StoreUnavailableException">Everything else.</exception>
    public Task<HttpResponseMessage> SendAsync(S3Request request, CancellationToken cancellationToken) =>
        RunAsync(request, token => SendOnceAsync(request, token), cancellationToken);

    /// <summary>Sends a request and reads its XML answer.</summary>
    public Task<XElement> SendForXmlAsync(S3Request request, CancellationToken cancellationToken) => RunAsync(request, async token =>
    {
        using var response = await SendOnceAsync(request, token);
        var xml = await ReadXmlAsync(response, token);

        // Completing answers 200 at once and may find an error later.
        return xml.Name.LocalName == "Error" ? throw new S3ErrorException(HttpStatusCode.InternalServerError, xml.Find("Code")) : xml;
    }, cancellationToken);

    /// <summary>Runs anything that asks the store under the same rules.</summary>
    public Task<T> RunAsync<T>(string step, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken) =>
        RunAsync(step, [], _attemptTimeout, attempt, cancellationToken);

    public void Dispose() => Client.Dispose();

    private Task<T> RunAsync<T>(S3Request request, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken) =>
        RunAsync(request.Step, request.Expected, _attemptTimeout + TimeSpan.FromSeconds(request.ContentLength / UploadBytesPerSecond), attempt, cancellationToken);

    private async Task<T> RunAsync<T>(string step, HttpStatusCode[] expected, TimeSpan attemptTime, Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await _pipeline.ExecuteAsync(
                async token => await WithinAsync(attempt, attemptTime, token),
                cancellationToken);
        }
        catch (S3ErrorException exception) when (expected.Contains(exception.Status) && exception.Code != "NoSuchBucket")
        {
            throw;
        }
        catch (Exception exception) when (S3Faults.IsOfStore(exception))
        {
            throw _faults.Unavailable(step, exception);
        }
    }

    private async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> attempt, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(limit, _time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            return await attempt(linked.Token);
        }
        catch (Exception exception) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested && exception is OperationCanceledException or HttpRequestException)
        {
            throw new TimeoutException($"no answer within {limit}", exception);
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(S3Request request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Method, _presigner.Sign(request.Method, request.Target, SignatureLifetime, request.Query, request.SignedHeaders));
        foreach (var (name, value) in request.SignedHeaders.Concat(request.PlainHeaders))
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.Content is { } makeContent)
        {
            message.Content = makeContent();
            message.Headers.ExpectContinue = request.ContentLength >= ContinueFromBytes;
            if (request.ContentType is { } type)
            {
                message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
            }
        }

        var response = await SendAsync(message, cancellationToken);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw new S3ErrorException(response.StatusCode, await ReadCodeAsync(response, cancellationToken));
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage message, CancellationToken cancellationToken)
    {
        try
        {
            return await Client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (Exception) when (message.Content is SourceContent { Fault: { } fault } && !cancellationToken.IsCancellationRequested)
        {
            throw new SourceFaultException(fault);
        }
    }

    private static async Task<string> ReadCodeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        // What answers HEAD announces a body and sends none.
        if (response.RequestMessage?.Method == HttpMethod.Head || response.Content.Headers.ContentLength is null or 0 or > MaxErrorBytes || response.Content.Headers.ContentType?.MediaType != "application/xml")
        {
            return "";
        }

        return (await ReadXmlAsync(response, cancellationToken)).Find("Code");
    }

    private static async Task<XElement> ReadXmlAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return await XElement.LoadAsync(body, LoadOptions.None, cancellationToken);
        }
        catch (System.Xml.XmlException exception)
        {
            throw new HttpRequestException("The answer is no XML: is the endpoint an S3 store?", exception);
        }
    }
}
