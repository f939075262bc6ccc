using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StreamVerse.Storage.Relational.Membership;
using StreamVerse.Testing;

namespace StreamVerse.Storage.Tests.Relational.Postgres;

/// <summary>What a client makes of a connection that is lost, as far as Orleans has what it calls.</summary>
public sealed class LostSilosTests
{
    private static readonly IPEndPoint s_silo = new(IPAddress.Loopback, 30123);

    [Theory]
    [InlineData(30123, 1)]
    [InlineData(30124, 0)]
    public async Task EndCalls_ToASiloOfTheMembershipOrToNone_EndsThoseThereAreAndFailsNever(int port, int ended)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.UseOrleansClient(static client => client.UseStaticClustering(s_silo));
        using var host = builder.Build();
        LogLines<LostSilos> log = new();
        LostSilos lost = new(host.Services, host.Services.GetRequiredService<IHostApplicationLifetime>(), log);

        await lost.EndCallsAsync(new IPEndPoint(IPAddress.Loopback, port));

        Assert.Equal(ended, log.Lines.Count(static line => line.StartsWith("Information: The connection to the silo at 127.0.0.1:30123 is lost", StringComparison.Ordinal)));
        Assert.Equal(ended, log.Lines.Count);
    }
}
