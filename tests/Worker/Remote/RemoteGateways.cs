using Microsoft.Extensions.Options;
using StreamVerse.Storage.Clocks;
using StreamVerse.Worker.Remote;

namespace StreamVerse.Worker.Tests.Remote;

/// <summary>Two gateways, <c>one.example</c> and <c>two.example</c>.</summary>
internal static class RemoteGateways
{
    public static IOptions<RemoteQueueOptions> Options { get; } = Create();

    public static GatewayClient Client(ScriptedHttp http, TimeProvider clock, IOptions<RemoteQueueOptions>? options = null, ClockSkew? skew = null) =>
        new(http.CreateClient(""), options ?? Options, new WorkerCredential(options ?? Options), skew ?? TestMetrics.CreateSkew(TestMetrics.Factory(), clock), clock);

    /// <summary>The same, with the credential in a file.</summary>
    public static IOptions<RemoteQueueOptions> Create(string? credentialFile = null)
    {
        RemoteQueueOptions options = new() { Credential = "svw_a-secret-of-the-tests", CredentialFile = credentialFile };
        options.Urls.Add(new Uri("https://one.example"));
        options.Urls.Add(new Uri("https://two.example"));
        return Microsoft.Extensions.Options.Options.Create(options);
    }
}
