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
    public async Task Verify_Migrated_Passes() => await Host.Migrator.VerifyAsync(Cancellation);

    [Fact]
    public async Task Verify_ScriptsAreMissing_NamesThemAndRunsNone()
    {
        await ExecuteAsync($"DELETE FROM {Journal} WHERE ScriptName LIKE '%{Scripts[^1]}'");
        for (var time = 0; time < 2; time++)
        {
            var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => Host.Migrator.VerifyAsync(Cancellation));
            Assert.False(fault.MayPass);
            Assert.Contains($"older than this program: {Scripts[^1]} must be run", fault.Reason, StringComparison.Ordinal);
            Assert.Contains("'migrate'", fault.Reason, StringComparison.Ordinal);
        }

        MigrationLog log = new();
        await Host.Migrator.MigrateAsync(log, Cancellation);
        Assert.Equal([Scripts[^1]], log.Steps.Select(step => step.Script));
        await Host.Migrator.VerifyAsync(Cancellation);
    }

    [Fact]
    public async Task Verify_EmptyDatabase_NamesAllScripts()
    {
        await using var backend = await CreateBackendAsync();
        await using RelationalHost host = new(backend.Settings);
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => host.Migrator.VerifyAsync(Cancellation));
        Assert.Contains(string.Join(", ", Scripts), fault.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MigrateAndVerify_SchemaOfANewerProgram_RefuseItAndRunNothing()
    {
        await ExecuteAsync($"DELETE FROM {Journal} WHERE ScriptName LIKE '%{Scripts[^1]}'");
        await ExecuteAsync($"INSERT INTO {Journal} (ScriptName, Applied) VALUES ('StreamVerse.Storage.Relational.Migrations.9999_future.sql', '2030-01-01')");
        MigrationLog log = new();
        foreach (var attempt in (Func<Task>[])[() => Host.Migrator.MigrateAsync(log, Cancellation), () => Host.Migrator.VerifyAsync(Cancellation)])
        {
            var fault = await Assert.ThrowsAsync<StoreUnavailableException>(attempt);
            Assert.False(fault.MayPass);
            Assert.Contains("this program is older than the schema: it was migrated by a newer StreamVerse (9999_future.sql)", fault.Reason, StringComparison.Ordinal);
        }

        Assert.Empty(log.Steps);
    }

    [Fact]
    public async Task MigrateAndVerify_NewerScriptThatOlderProgramsGoOnWith_Pass()
    {
        await ExecuteAsync($"INSERT INTO {Journal} (ScriptName, Applied) VALUES ('StreamVerse.Storage.Relational.Migrations.9998_more.sql', '2030-01-01')");
        await ExecuteAsync($"INSERT INTO {Host.Store.Dialect.Table("platform", "additive_scripts")} (script) VALUES ('9998_more.sql')");
        MigrationLog log = new();
        await Host.Migrator.MigrateAsync(log, Cancellation);
        await Host.Migrator.VerifyAsync(Cancellation);
        Assert.Empty(log.Steps);

        await ExecuteAsync($"INSERT INTO {Journal} (ScriptName, Applied) VALUES ('StreamVerse.Storage.Relational.Migrations.9999_future.sql', '2030-01-01')");
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() => Host.Migrator.VerifyAsync(Cancellation));
        Assert.Contains("a newer StreamVerse (9999_future.sql)", fault.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task Start_EmptyDatabase_IsMigratedOnlyWhereTheSettingSaysSo(bool migrateAtStart, bool isReady)
    {
        await using var backend = await CreateBackendAsync();
        Dictionary<string, string?> settings = new(backend.Settings) { ["StreamVerse:Relational:MigrateAtStart"] = $"{migrateAtStart}" };
        await using RelationalHost host = new(settings);
        var fault = await Record.ExceptionAsync(() => host.Preparation.PrepareAsync(Cancellation));
        Assert.Equal(isReady, fault is null);
        Assert.Equal(isReady, await Record.ExceptionAsync(() => host.Migrator.VerifyAsync(Cancellation)) is null);
    }

    private string Journal => Host.Store.Dialect.Table("public", "schema_versions").Replace("public_", "", StringComparison.Ordinal);

    private Task ExecuteAsync(string sql) => Host.Store.ExecuteAsync(sql, [], Cancellation);

    [Fact]
    public async Task Probe_NotMigrated_SaysSo()
    {
        await using var backend = await CreateBackendAsync();
        await using RelationalHost host = new(backend.Settings);
        var error = await Assert.ThrowsAsync<StoreUnavailableException>(() => host.Health.ProbeAsync(Cancellation));
        Assert.Contains("migrations", error.Reason, StringComparison.Ordinal);
    }
}
