using System.Text.RegularExpressions;
using StreamVerse.Testing;

namespace StreamVerse.Hosting.Tests.Telemetry;

/// <summary>The dashboard and the alerts of <c>ops</c> against what the real program shows.</summary>
public sealed partial class OperationsFilesTests
{
    /// <summary>What only a worker of its own shows; its own test looks for that.</summary>
    private const string OfWorkers = "streamverse_worker_ready";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Files_EveryMetricOfThem_IsShownByAProgramThatHasWorked()
    {
        Assert.SkipWhen(LocalServer.Program is null, "src/Local is not built.");
        using TempFolder folder = new();
        var source = folder.File("source.mp4");
        Assert.SkipUnless(File.Exists("/usr/bin/ffmpeg"), "ffmpeg is not installed.");
        await Shell.RunAsync("ffmpeg", ["-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=128x72:r=25:d=2", "-c:v", "libx264", "-preset", "ultrafast", source], Cancellation);
        await using LocalServer server = new(folder.File("data"));
        await server.StartAsync(Cancellation);
        using ApiClient client = new(server.Address);
        var session = await client.PlayAsync((await client.PublishAsync(source, "Watched", Cancellation)).Id, Cancellation);
        await client.Http.GetStringAsync(session.HlsUrl, Cancellation);

        var shown = await client.Http.GetStringAsync("/metrics", Cancellation);
        var used = Directory.EnumerateFiles(RepositoryRoot.Combine("ops"), "*", SearchOption.AllDirectories)
            .SelectMany(static file => MetricName().Matches(File.ReadAllText(file)).Select(static match => match.Value))
            .Distinct()
            .Where(static name => name != OfWorkers)
            .ToList();
        Assert.True(used.Count > 10);

        // By its whole name: a query of what lacks its "_total" or its unit finds nothing.
        var samples = SampleName().Matches(shown).Select(static match => match.Value).ToHashSet();
        Assert.All(used, name => Assert.Contains(name, samples));
    }

    [Fact]
    public async Task Alerts_AreRulesThatPrometheusTakes()
    {
        var rules = RepositoryRoot.Combine("ops", "prometheus", "alerts.yaml");
        Assert.SkipUnless(File.Exists("/usr/bin/promtool"), "promtool is not installed (Debian's package prometheus).");
        await Shell.RunAsync("promtool", ["check", "rules", rules], Cancellation);
    }

    [GeneratedRegex(@"\b(streamverse|dotnet)_[a-z0-9_]+(?=[{\[)\s""\\])")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"^[a-z0-9_]+(?=[{ ])", RegexOptions.Multiline)]
    private static partial Regex SampleName();
}
