using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using StreamVerse.Grains.Abstractions.Transcoding.Remote;

namespace StreamVerse.Worker.Tests.Remote;

/// <summary>Gateways and a store that answer as the test says, and remember what they were asked.</summary>
internal sealed class ScriptedHttp(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : HttpMessageHandler, IHttpClientFactory
{
    public ConcurrentQueue<(HttpMethod Method, Uri Url, string? Authorization)> Asked { get; } = new();

    /// <summary>The version of the work queue's protocol that the gateways speak.</summary>
    public int Protocol { get; init; } = WorkProtocol.Version;

    public static HttpResponseMessage Json<T>(T message) => new(HttpStatusCode.OK) { Content = JsonContent.Create(message, options: WorkProtocol.Json) };

    public static HttpResponseMessage Problem(HttpStatusCode status, string code) =>
        new(status) { Content = JsonContent.Create(new { status = (int)status, code, detail = "A sentence." }) };

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Enqueue((request.Method, request.RequestUri!, request.Headers.Authorization?.ToString()));
        var response = await answer(request).WaitAsync(cancellationToken);
        if (Protocol > 1)
        {
            // Before the header there was version 1.
            response.Headers.Add(WorkProtocol.VersionHeader, Protocol.ToString(CultureInfo.InvariantCulture));
        }

        return response;
    }
}
