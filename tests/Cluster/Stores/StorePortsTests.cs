using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StreamVerse.Cluster.Stores;
using StreamVerse.Testing;

namespace StreamVerse.Cluster.Tests.Stores;

public sealed class StorePortsTests
{
    private const int Stores = 4;

    [Fact]
    public void ThrowIfInUse_AllAreFree_Returns() => StorePorts.ThrowIfInUse(new PortPlan(FreePorts.TakeRow(Stores)), "ports.json");

    [Fact]
    public void ThrowIfInUse_OneIsTaken_NamesTheStoreAndThePort()
    {
        PortPlan ports = new(FreePorts.TakeRow(Stores));
        using TcpListener other = new(IPAddress.Loopback, ports.Redis);
        other.Start();
        var fault = Assert.Throws<IOException>(() => StorePorts.ThrowIfInUse(ports, "/data/ports.json")).Message;
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{ports.Redis} is redis's by /data/ports.json"), fault, StringComparison.Ordinal);
    }
}
