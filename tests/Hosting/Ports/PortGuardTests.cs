using System.Net;
using StreamVerse.Hosting.Ports;

namespace StreamVerse.Hosting.Tests.Ports;

public sealed class PortGuardTests
{
    [Theory]
    [InlineData("127.0.0.1", 4000, "127.0.0.1", 4000, true)]
    [InlineData("0.0.0.0", 4000, "127.0.0.1", 4000, true)]
    [InlineData("127.0.0.1", 4000, "::", 4000, true)]
    [InlineData("127.0.0.1", 4000, "127.0.0.2", 4000, false)]
    [InlineData("127.0.0.1", 4000, "127.0.0.1", 4001, false)]
    [InlineData("0.0.0.0", 0, "0.0.0.0", 0, false)]
    public void CollidesWith_OfTwo_IsWhatTheyCannotBothListenOn(string address, int port, string otherAddress, int otherPort, bool expected)
    {
        ListenPort one = new("One", new IPEndPoint(IPAddress.Parse(address), port));
        ListenPort other = new("Other", new IPEndPoint(IPAddress.Parse(otherAddress), otherPort));
        Assert.Equal((expected, expected), (one.CollidesWith(other), other.CollidesWith(one)));
    }

    [Fact]
    public void ThrowIfInUse_NoneGivenOrNoneTaken_Returns() =>
        PortGuard.ThrowIfInUse([new ListenPort("One", new IPEndPoint(IPAddress.Loopback, 0)), new ListenPort("Other", new IPEndPoint(IPAddress.Loopback, 0))]);
}
