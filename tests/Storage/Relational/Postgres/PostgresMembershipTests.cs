using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StreamVerse.Storage.Health;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Relational.Membership;
using StreamVerse.Testing;

namespace StreamVerse.Storage.Tests.Relational.Postgres;

public sealed class PostgresMembershipTests(PostgresFixture postgres)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task UseStreamVerseCluster_TwoSilosOfOneDatabase_FindEachOtherAndSayGoodbye()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var backend = await postgres.CreateBackendAsync();
        await using (RelationalHost host = new(backend.Settings))
        {
            await host.Migrator.MigrateAsync(null, cancellation);
        }

        using var first = Silo(backend, "one");
        using var second = Silo(backend, "one");
        using var stranger = Silo(backend, "another");
        await first.StartAsync(cancellation);
        await stranger.StartAsync(cancellation);
        await second.StartAsync(cancellation);

        await UntilAsync(first, 2);
        await UntilAsync(second, 2);
        Assert.Equal(1, ActiveSilos(stranger));

        await second.StopAsync(cancellation);
        await UntilAsync(first, 1);
        await first.StopAsync(cancellation);
        await stranger.StopAsync(cancellation);
    }

    [Fact]
    public async Task OpenAsync_SilosOfAnotherClusterAreActive_NamesThemAndTheSetting()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var backend = await postgres.CreateBackendAsync();
        await using (RelationalHost host = new(backend.Settings))
        {
            await host.Migrator.MigrateAsync(null, cancellation);
        }

        using var theirs = Silo(backend, "theirs");
        using var ours = Silo(backend, "ours");
        var gate = ours.Services.GetRequiredService<StoreGate>();
        await theirs.StartAsync(cancellation);
        var refused = await Assert.ThrowsAsync<StoreUnavailableException>(() => gate.OpenAsync(cancellation));
        Assert.False(refused.MayPass);
        Assert.Contains("'theirs'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("StreamVerse:Cluster:ClusterId", refused.Message, StringComparison.Ordinal);

        await theirs.StopAsync(cancellation);
        await gate.OpenAsync(cancellation);
    }

    [Fact]
    public void UseStreamVerseCluster_SqliteWithMembership_NamesTheSettings()
    {
        using TempFolder folder = new();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["StreamVerse:Relational:Provider"] = "sqlite",
            ["StreamVerse:Relational:Path"] = Path.Combine(folder.Path, "rows.db"),
            ["StreamVerse:Cluster:Membership"] = "relational",
        });
        builder.Services.AddRelationalStore(builder.Configuration);
        builder.UseOrleans(silo => silo.UseStreamVerseCluster(builder.Configuration));
        using var host = builder.Build();

        var error = Assert.Throws<Microsoft.Extensions.Options.OptionsValidationException>(
            () => host.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ClusterOptions>>().Value);
        Assert.Contains("StreamVerse:Cluster:Membership", error.Message, StringComparison.Ordinal);
    }

    private static IHost Silo(PostgresBackend backend, string cluster)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(backend.Settings);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["StreamVerse:Cluster:Membership"] = "relational",
            ["StreamVerse:Cluster:ClusterId"] = cluster,
        });
        builder.Services.AddRelationalStore(builder.Configuration);
        builder.UseOrleans(silo => silo.UseStreamVerseCluster(builder.Configuration));
        return builder.Build();
    }

    private static int ActiveSilos(IHost host) =>
        host.Services.GetRequiredService<ISiloStatusOracle>().GetApproximateSiloStatuses(onlyActive: true).Count;

    private static async Task UntilAsync(IHost host, int silos)
    {
        using CancellationTokenSource patience = new(Patience);
        var membership = host.Services.GetRequiredService<IClusterMembershipService>();
        await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(patience.Token))
        {
            if (snapshot.Members.Values.Count(member => member.Status == SiloStatus.Active) == silos)
            {
                return;
            }
        }
    }
}
