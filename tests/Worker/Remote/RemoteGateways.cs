using Microsoft.Extensions.Options;
using StreamVerse.Storage.Clocks;
using StreamVerse.Worker.Remote;

namespace StreamVerse.Worker.Tests.Remote;

/// <summary>Two gateways, <c>one.example</c> and <c>two.example</c>.</summary>
internal static class RemoteGateways
{
    public static IOptions<RemoteQueueOptions> Options { get; } = Create();

    public static GatewayClient Client(ScriptedHttp http, TimeProvider clock, ClockSkew? skew = null) => new(http.CreateClient(""), Options, skew ?? TestMetrics.CreateSkew(TestMetrics.Factory(), clock), clock);

    private static IOptions<RemoteQueueOptions> Create()
    {
        RemoteQueueOptions options = new() { Credential = "svw_a-secret-of-the-tests" };
        options.Urls.Add(new Uri("https://one.example"));
        options.Urls.Add(new Uri("https://two.example"));
        return Microsoft.Extensions.Options.Options.Create(options);
    }
}
