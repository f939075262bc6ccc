using StreamVerse.Storage.Relational.Migrations;

namespace StreamVerse.Storage.Tests.Relational;

public abstract class MigrationContract : RelationalContract
{
    protected abstract IReadOnlyList<string> Scripts { get; }

    [Fact]
    public async Task Migrate_Again_RunsNothing()
    {
        MigrationLog log = new();
        await Host.Migrator.MigrateAsync(log, Cancellation);
        Assert.Empty(log.Steps);
    }

    [Fact]
    public async Task Migrate_EmptyDatabase_TellsEachStep()
    {
        MigrationLog log = new();
        await using var backend = await CreateBackendAsync();
        await using RelationalHost host = new(backend.Settings);
        await host.Migrator.MigrateAsync(log, Cancellation);
        Assert.Equal(Scripts.Select((script, index) => new MigrationProgress(script, index + 1, Scripts.Count)), log.Steps);
        await host.Health.ProbeAsync(Cancellation);
    }

    [Fact]
    public async Task Migrate_FourProcessesAtOnce_AllSucceed()
    {
        await using var backend = await CreateBackendAsync();
        var hosts = Enumerable.Range(0, 4).Select(_ => new RelationalHost(backend.Settings)).ToList();
        await Task.WhenAll(hosts.Select(host => host.Migrator.MigrateAsync(null, Cancellation)));
        foreach (var host in hosts)
        {
            await host.Health.ProbeAsync(Cancellation);
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task Probe_NotMigrated_SaysSo()
    {
        await using var backend = await CreateBackendAsync();
        await using RelationalHost host = new(backend.Settings);
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => host.Health.ProbeAsync(Cancellation));
        Assert.Contains("migrations", error.Reason, StringComparison.Ordinal);
    }
}
