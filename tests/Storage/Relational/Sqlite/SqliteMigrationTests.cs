namespace StreamVerse.Storage.Tests.Relational.Sqlite;

public sealed class SqliteMigrationTests : MigrationContract
{
    protected override IReadOnlyList<string> Scripts => ["0001_platform.sql", "0002_domains.sql", "0003_outbox_purge.sql", "0004_events.sql", "0005_additive_scripts.sql", "0006_reencodes.sql"];

    protected override ValueTask<IRelationalBackend> CreateBackendAsync() => ValueTask.FromResult<IRelationalBackend>(new SqliteBackend());
}
