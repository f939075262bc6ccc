using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Relational.Membership;

namespace StreamVerse.Storage.Tests.Relational.Postgres;

/// <summary>Silos that come back to their addresses, and what the membership table then says of those that were there.</summary>
public sealed class PredecessorEvictionTests(PostgresFixture postgres)
{
    private const int Silos = 12;
    private const int Old = 1;
    private const int New = 2;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task EvictAsync_ManySilosComeBackAtOnce_NoPredecessorLooksAlive()
    {
        await using var backend = await postgres.CreateBackendAsync();
        using var host = await HostAsync(backend);
        var table = await TableAsync(host);
        for (var silo = 0; silo < Silos; silo++)
        {
            await InsertAsync(table, Address(silo, Old), SiloStatus.Active);
        }

        await Task.WhenAll(Enumerable.Range(0, Silos).Select(silo => Task.Run(() => EvictAsync(table, Address(silo, New)))));
        Assert.All((await table.ReadAllAsync(Cancellation)).Members, static row => Assert.Equal(SiloStatus.Dead, row.Item1.Status));
    }

    [Fact]
    public async Task EvictAsync_OthersAndSuccessors_StayAsTheyAre()
    {
        await using var backend = await postgres.CreateBackendAsync();
        using var host = await HostAsync(backend);
        var table = await TableAsync(host);
        await InsertAsync(table, Address(0, Old), SiloStatus.Joining);
        await InsertAsync(table, Address(0, New + 1), SiloStatus.Active);
        await InsertAsync(table, Address(1, Old), SiloStatus.Active);
        await EvictAsync(table, Address(0, New));
        var statuses = (await table.ReadAllAsync(Cancellation)).Members.ToDictionary(static row => row.Item1.SiloAddress, static row => row.Item1.Status);
        Assert.Equal((SiloStatus.Dead, SiloStatus.Active, SiloStatus.Active), (statuses[Address(0, Old)], statuses[Address(0, New + 1)], statuses[Address(1, Old)]));
    }

    [Fact]
    public async Task EvictAsync_TableCannotBeRead_LeavesItToOrleans()
    {
        var table = Substitute.For<IMembershipTable>();
        table.ReadAllAsync(Arg.Any<CancellationToken>()).Returns<MembershipTableData>(_ => throw new TimeoutException("no answer"));
        await EvictAsync(table, Address(0, New));
        await table.DidNotReceiveWithAnyArgs().UpdateRowAsync(default!, default!, default!, Cancellation);
    }

    private static async Task<IMembershipTable> TableAsync(IHost host)
    {
        var table = host.Services.GetRequiredService<IMembershipTable>();
        await table.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancellation);
        return table;
    }

    private static async Task<IHost> HostAsync(PostgresBackend backend)
    {
        await using (RelationalHost host = new(backend.Settings))
        {
            await host.Migrator.MigrateAsync(null, Cancellation);
        }

        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(backend.Settings);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["StreamVerse:Cluster:Membership"] = "relational" });
        builder.Services.AddRelationalStore(builder.Configuration);
        builder.UseOrleans(silo => silo.UseStreamVerseCluster(builder.Configuration));
        return builder.Build();
    }

    private static Task EvictAsync(IMembershipTable table, SiloAddress successor) =>
        new PredecessorEviction(table, Substitute.For<ILocalSiloDetails>(), TimeProvider.System, NullLogger<PredecessorEviction>.Instance).EvictAsync(successor, Cancellation);

    private static SiloAddress Address(int silo, int generation) => SiloAddress.New(new IPEndPoint(IPAddress.Loopback, 20_000 + silo), generation);

    private static async Task InsertAsync(IMembershipTable table, SiloAddress address, SiloStatus status)
    {
        MembershipEntry entry = new()
        {
            SiloAddress = address,
            Status = status,
            HostName = "host",
            SiloName = $"silo-{address.Endpoint.Port}",
            StartTime = DateTime.UtcNow,
            IAmAliveTime = DateTime.UtcNow,
        };
        Assert.True(await table.InsertRowAsync(entry, (await table.ReadAllAsync(Cancellation)).Version.Next(), Cancellation));
    }
}
