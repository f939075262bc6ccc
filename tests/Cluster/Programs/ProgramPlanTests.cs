using StreamVerse.Cluster.Programs;

namespace StreamVerse.Cluster.Tests.Programs;

public sealed class ProgramPlanTests
{
    private const string ConnectionString = "Host=127.0.0.1;Password=secret";

    private static readonly ProgramPlan s_plan = new(
        new ClusterSettings(9000, Silos: 2, Gateways: 2, Workers: 3, WebPath: "/web"),
        new PortPlan(20_000),
        new ClusterFolder("/data"),
        new Dictionary<string, string> { ["StreamVerse:Relational:ConnectionString"] = ConnectionString },
        AdminToken: "a-secret-of-the-sres",
        Cores: 4,
        Version: static program => "/copy/" + Path.GetFileName(program));

    [Fact]
    public void Silo_OfANumber_HasItsPortsAndTheStores()
    {
        var silo = s_plan.Silo(2);
        Assert.Equal("silo-2", silo.Name);
        Assert.Equal(s_plan.Ports.Silo(2).ToString(System.Globalization.CultureInfo.InvariantCulture), silo.Environment["StreamVerse__Cluster__SiloPort"]);
        Assert.Equal("Relational", silo.Environment["StreamVerse__Cluster__Membership"]);
        Assert.Equal(ConnectionString, silo.Environment["StreamVerse__Relational__ConnectionString"]);
        Assert.Equal(s_plan.SiloUrl(2).Port.ToString(System.Globalization.CultureInfo.InvariantCulture), silo.Environment["StreamVerse__Http__Port"]);
    }

    [Fact]
    public void Gateway_OfANumber_ListensOnTheNextPort()
    {
        Assert.Equal("9001", s_plan.Gateway(2).Environment["StreamVerse__Http__Port"]);
        Assert.Equal("/web", s_plan.Gateway(2).Environment["StreamVerse__Gateway__WebRoot"]);
        Assert.Equal("a-secret-of-the-sres", s_plan.Gateway(1).Environment["StreamVerse__Admin__Token"]);
        Assert.DoesNotContain("StreamVerse__Admin__Token", s_plan.Silo(1).Environment.Keys);
        Assert.DoesNotContain("StreamVerse__Admin__Token", s_plan.Worker(1, "svw_secret").Environment.Keys);
        Assert.Equal("/data/keys/workers.json", s_plan.Gateway(1).Environment["StreamVerse__Workers__CredentialFile"]);
    }

    [Fact]
    public void Worker_OfANumber_KnowsTheGatewaysAndNoStore()
    {
        var worker = s_plan.Worker(3, "svw_secret");
        Assert.Equal("http://127.0.0.1:9000", worker.Environment["StreamVerse__Worker__Queue__Urls__0"]);
        Assert.Equal("http://127.0.0.1:9001", worker.Environment["StreamVerse__Worker__Queue__Urls__1"]);
        Assert.Equal("2", worker.Environment["StreamVerse__Worker__Slots"]);
        Assert.DoesNotContain(worker.Environment, setting => setting.Key.Contains("Relational", StringComparison.Ordinal) || setting.Key.Contains("Objects", StringComparison.Ordinal));
    }

    [Fact]
    public void CommandLine_OfAProgram_RunsACopyThatNoBuildChanges() =>
        Assert.All(
            [s_plan.Silo(1), s_plan.Gateway(1), s_plan.Worker(1, "svw_secret"), s_plan.Migration(), s_plan.WorkerCredential(1)],
            definition => Assert.StartsWith("/copy/StreamVerse.", definition.Arguments[0], StringComparison.Ordinal));

    [Fact]
    public void CommandLine_OfAnything_HasNoSecret() =>
        Assert.All(
            [s_plan.Silo(1), s_plan.Gateway(1), s_plan.Worker(1, "svw_secret"), s_plan.Migration(), s_plan.WorkerCredential(1)],
            definition => Assert.DoesNotContain(definition.CommandLine, argument => argument.Contains("secret", StringComparison.Ordinal)));
}
