using StreamVerse.Cluster.Programs;

namespace StreamVerse.Cluster.Tests.Programs;

public sealed class MemberNamesTests
{
    private static readonly MemberNames s_names = new(["silo-1", "silo-2"], ["gateway-1"], ["worker-1", "worker-11"]);

    [Theory]
    [InlineData("silo-2", "silo-2")]
    [InlineData("worker1", "worker-1")]
    [InlineData("silos", "silo-1 silo-2")]
    [InlineData("workers", "worker-1 worker-11")]
    [InlineData("gateway-1 silo-2 silos", "gateway-1 silo-2 silo-1")]
    public void Resolve_NamesAndKinds_GivesEachOnceInOrder(string asked, string expected)
    {
        Assert.Null(s_names.FindFault(asked.Split(' ')));
        Assert.Equal(expected, string.Join(' ', s_names.Resolve(asked.Split(' '))));
    }

    [Theory]
    [InlineData("silo-3")]
    [InlineData("Silo-1")]
    [InlineData("postgres")]
    [InlineData("")]
    public void FindFault_NameThatIsNone_ListsThoseThatAre(string name) =>
        Assert.Equal(
            $"'{name}' cannot be restarted; there are silo-1, silo-2, gateway-1, worker-1, worker-11; and silos, gateways, workers for each of a kind in turn.",
            s_names.FindFault(["silo-1", name]));
}
