using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace StreamVerse.Hosting.Tests.Kubernetes;

/// <summary>Who reaches whom, by the network policies of <c>k8s/base</c>.</summary>
public sealed class NetworkPolicyTests
{
    private const string Silo = "streamverse-silo";
    private const string Gateway = "streamverse-gateway";
    private const string Worker = "streamverse-worker";
    private const string Migration = "streamverse-migrate";
    private const int Https = 443;
    private const int Dns = 53;

    public static TheoryData<string> Servers => [Silo, Gateway, Worker];

    /// <summary>Whoever speaks Orleans with a silo may do anything: it asks for no password.</summary>
    [Fact]
    public void SiloPorts_AreReachedBySilosAndGatewaysOnly()
    {
        var (silos, clients) = (PortOf(Silo, "silo"), PortOf(Silo, "gateway"));
        Assert.True(NetworkPolicies.Allow(Silo, Silo, silos));
        Assert.True(NetworkPolicies.Allow(Gateway, Silo, clients));
        Assert.All((string[])[Worker, Migration, NetworkPolicies.Stranger], static from =>
        {
            Assert.False(NetworkPolicies.Allow(from, Silo, PortOf(Silo, "silo")));
            Assert.False(NetworkPolicies.Allow(from, Silo, PortOf(Silo, "gateway")));
        });
        Assert.False(NetworkPolicies.Allow(Gateway, Silo, silos));
        Assert.False(NetworkPolicies.Allow(Silo, Silo, clients));
    }

    [Theory]
    [MemberData(nameof(Servers))]
    public void Probes_AndTheScraper_ReachEveryServer(string app)
    {
        Assert.True(NetworkPolicies.Allow(NetworkPolicies.Stranger, app, PortOf(app, "http")));
        Assert.True(NetworkPolicies.Allow(NetworkPolicies.Stranger, app, PortOf(app, "metrics")));
    }

    /// <summary>Also what an Orleans of its own, or a debugger, listens on.</summary>
    [Theory]
    [MemberData(nameof(Servers))]
    public void Servers_AreReachedOnNoPortThatTheyDoNotDeclare(string app)
    {
        var declared = PortsOf(app).Values.ToHashSet();
        Assert.All((int[])[22, 80, 5000, 11111, 30000, 40000], port =>
            Assert.True(declared.Contains(port) || !NetworkPolicies.Allow(NetworkPolicies.Stranger, app, port), $"{app}:{port}"));
    }

    [Fact]
    public void Worker_ReachesNamesGatewaysAndTheObjectStore()
    {
        Assert.True(NetworkPolicies.Allow(Worker, NetworkPolicies.Stranger, Dns, "UDP"));
        Assert.True(NetworkPolicies.Allow(Worker, NetworkPolicies.Stranger, Dns));
        Assert.True(NetworkPolicies.Allow(Worker, Gateway, PortOf(Gateway, "http")));
        Assert.True(NetworkPolicies.Allow(Worker, NetworkPolicies.Stranger, Https));
    }

    [Fact]
    public void Worker_ReachesNothingElse()
    {
        Assert.All((int[])[80, 5432, 5433, 6379, 8080, 11111, 30000], static port => Assert.False(NetworkPolicies.Allow(Worker, NetworkPolicies.Stranger, port), $"{port}"));
        Assert.All(PortsOf(Silo).Values, static port => Assert.False(NetworkPolicies.Allow(Worker, Silo, port), $"{port}"));
        Assert.False(NetworkPolicies.Allow(Worker, Gateway, PortOf(Gateway, "metrics")));
        Assert.False(NetworkPolicies.Allow(Worker, Worker, PortOf(Silo, "silo")));
    }

    /// <summary>Silos and gateways have stores whose addresses are the operator's.</summary>
    [Theory]
    [InlineData(Silo)]
    [InlineData(Gateway)]
    [InlineData(Migration)]
    public void Others_ReachTheirStores(string app) =>
        Assert.All((int[])[Https, 5432, 5433, 6379, 9000], port => Assert.True(NetworkPolicies.Allow(app, NetworkPolicies.Stranger, port)));

    private static int PortOf(string app, string name) => PortsOf(app)[name];

    private static Dictionary<string, int> PortsOf(string app) =>
        Manifests.ContainerOf(Manifests.Workloads.Single(item => Manifests.Name(item) == app)).List("ports").Cast<YamlMappingNode>()
            .ToDictionary(static port => port.Text("name"), static port => int.Parse(port.Text("containerPort"), CultureInfo.InvariantCulture));
}
