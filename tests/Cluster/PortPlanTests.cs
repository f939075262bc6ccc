using StreamVerse.Testing;

namespace StreamVerse.Cluster.Tests;

public sealed class PortPlanTests
{
    [Fact]
    public void Ports_OfEverything_AreDistinctAndInTheBlock()
    {
        var plan = new PortPlan(20_000);
        int[] ports =
        [
            plan.Postgres, plan.ObjectMonitor, plan.ObjectGateway,
            .. Enumerable.Range(1, PortPlan.MaxSilos).SelectMany(number => (int[])[plan.Silo(number), plan.SiloGateway(number), plan.SiloHttp(number)]),
            .. Enumerable.Range(1, PortPlan.MaxWorkers).Select(plan.WorkerHttp),
            .. Enumerable.Range(1, PortPlan.MaxGateways).Select(plan.GatewayMetrics),
        ];
        Assert.Equal(ports.Length, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, 20_000, 20_199));
    }

    [Fact]
    public void OpenOrCreate_Again_GivesTheSame()
    {
        using TempFolder folder = new();
        var path = folder.File("ports.json");
        Assert.Equal(PortPlan.OpenOrCreate(path), PortPlan.OpenOrCreate(path));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("{\"first\": 65500}")]
    [InlineData("ports")]
    public void OpenOrCreate_FileIsNotOfPorts_NamesIt(string text)
    {
        using TempFolder folder = new();
        var path = folder.File("ports.json");
        File.WriteAllText(path, text);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => PortPlan.OpenOrCreate(path)).Message, StringComparison.Ordinal);
    }
}
