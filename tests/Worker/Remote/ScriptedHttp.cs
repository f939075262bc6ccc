using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using StreamVerse.Grains.Abstractions.Transcoding.Remote;

namespace StreamVerse.Worker.Tests.Remote;

/// <summary>Gateways and a store that answer as the test says, and remember what they were asked.</summary>
internal sealed class ScriptedHttp(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : HttpMessageHandler, IHttpClientFactory
{
    public ConcurrentQueue<(HttpMethod Method, Uri Url, string? Authorization)> Asked { get; } = new();

    public static HttpResponseMessage Json<T>(T message) => new(HttpStatusCode.OK) { Content = JsonContent.Create(message, options: WorkProtocol.Json) };

    public static HttpResponseMessage Problem(HttpStatusCode status, string code) =>
        new(status) { Content = JsonContent.Create(new { status = (int)status, code, detail = "A sentence." }) };

    public HttpClient CreateClient(string name) => new(this, disposeHandler: false);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Asked.Enqueue((request.Method, request.RequestUri!, request.Headers.Authorization?.ToString()));
        return answer(request).WaitAsync(cancellationToken);
    }
}
