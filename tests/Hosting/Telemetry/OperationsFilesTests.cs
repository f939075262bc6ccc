using System.Text.RegularExpressions;
using StreamVerse.Hosting.Tests.Kubernetes;
using StreamVerse.Testing;
using YamlDotNet.RepresentationModel;

namespace StreamVerse.Hosting.Tests.Telemetry;

/// <summary>The dashboard, the alerts and the scraper's configuration of <c>ops</c> against what the real programs show, and where they run.</summary>
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
        SkipWithoutPromtool();
        await Shell.RunAsync("promtool", ["check", "rules", rules], Cancellation);
    }

    [Fact]
    public async Task Configuration_IsOneThatPrometheusTakes()
    {
        SkipWithoutPromtool();
        using TempFolder folder = new();

        // Debian builds Prometheus without Kubernetes' discovery, and its promtool knows no such key.
        var (own, other) = ("    kubernetes_sd_configs:\n      - role: pod\n        namespaces:\n          names: [streamverse]\n", "    static_configs: []\n");
        var text = await File.ReadAllTextAsync(RepositoryRoot.Combine("ops", "prometheus", "prometheus.yaml"), Cancellation);
        Assert.Contains(own, text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("prometheus.yaml"), text.Replace(own, other, StringComparison.Ordinal), Cancellation);
        File.Copy(RepositoryRoot.Combine("ops", "prometheus", "alerts.yaml"), folder.File("alerts.yaml"));
        await Shell.RunAsync("promtool", ["check", "config", folder.File("prometheus.yaml")], Cancellation);
    }

    /// <summary>The series of a silo end with it.</summary>
    [Theory]
    [InlineData("3x15", 0)]
    [InlineData("1x15", 1)]
    [InlineData("3x2 stale", 1)]
    [InlineData("stale", 1)]
    public Task Alerts_FewSilosAreActive_FireAlsoWhenNoneIsLeft(string values, int firing) =>
        AssertAlertsAsync("streamverse_cluster_silos{status=\"Active\",instance=\"streamverse-silo-1\"}", values, "StreamVerseFewSilos", firing);

    /// <summary>Its jobs are the names of the workloads of <c>k8s</c>.</summary>
    [Theory]
    [InlineData("streamverse-silo", "0x15", 1)]
    [InlineData("streamverse-gateway", "0x15", 1)]
    [InlineData("streamverse-worker", "0x15", 1)]
    [InlineData("streamverse-worker", "1x15", 0)]
    [InlineData("node-exporter", "0x15", 0)]
    public Task Alerts_ProgramIsDown_Fire(string job, string values, int firing) =>
        AssertAlertsAsync($"up{{job=\"{job}\",instance=\"{job}-1\"}}", values, "StreamVerseProgramSilent", firing);

    [Fact]
    public void Configuration_ScrapesEveryServerOfKubernetes()
    {
        var job = Assert.Single(Manifests.Read(RepositoryRoot.Combine("ops", "prometheus", "prometheus.yaml")).Single().List("scrape_configs").Cast<YamlMappingNode>());
        var keeps = job.List("relabel_configs").Cast<YamlMappingNode>().Where(static rule => rule.Has("action") && rule.Text("action") == "keep").ToList();
        var servers = Manifests.Workloads.Where(static item => item.Text("kind") != "Job").ToList();
        Assert.NotEmpty(servers);
        Assert.All(servers, server =>
        {
            Assert.Contains(keeps, keep => Regex.IsMatch(Manifests.Name(server), $"^(?:{keep.Text("regex")})$"));
            Assert.Contains(Manifests.ContainerOf(server).List("ports").Cast<YamlMappingNode>(), static port => port.Text("name") == "metrics");
        });
        Assert.Contains(keeps, static keep => keep.Text("regex") == "metrics");
        Assert.Equal(Manifests.Name(Manifests.Base.Single(static item => item.Text("kind") == "Namespace")), job.List("kubernetes_sd_configs").Cast<YamlMappingNode>().Single().Map("namespaces").List("names").Single().ToString());
    }

    /// <summary>Has Prometheus evaluate the rules over a series of a value a minute, and counts how often one fires after a quarter of an hour.</summary>
    private static async Task AssertAlertsAsync(string series, string values, string alert, int firing)
    {
        SkipWithoutPromtool();
        using TempFolder folder = new();
        var file = folder.File("test.yaml");
        await File.WriteAllTextAsync(
            file,
            $$"""
            rule_files: [{{RepositoryRoot.Combine("ops", "prometheus", "alerts.yaml")}}]
            evaluation_interval: 1m
            tests:
              - interval: 1m
                input_series:
                  - series: '{{series}}'
                    values: '{{values}}'
                promql_expr_test:
                  - expr: count(ALERTS{alertname="{{alert}}", alertstate="firing"}) or vector(0)
                    eval_time: 15m
                    exp_samples: [{ labels: '{}', value: {{firing}} }]
            """,
            Cancellation);
        await Shell.RunAsync("promtool", ["test", "rules", file], Cancellation);
    }

    private static void SkipWithoutPromtool() => Assert.SkipUnless(File.Exists("/usr/bin/promtool"), "promtool is not installed (Debian's package prometheus).");

    [GeneratedRegex(@"\b(streamverse|dotnet)_[a-z0-9_]+(?=[{\[)\s""\\])")]
    private static partial Regex MetricName();

    [GeneratedRegex(@"^[a-z0-9_]+(?=[{ ])", RegexOptions.Multiline)]
    private static partial Regex SampleName();
}
