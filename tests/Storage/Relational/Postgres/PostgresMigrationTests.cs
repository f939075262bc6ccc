namespace StreamVerse.Storage.Tests.Relational.Postgres;

public sealed class PostgresMigrationTests(PostgresFixture postgres) : MigrationContract
{
    protected override IReadOnlyList<string> Scripts => ["0001_platform.sql", "0002_domains.sql", "0003_membership.sql", "0004_outbox_purge.sql", "0005_events.sql", "0006_additive_scripts.sql", "0007_reencodes.sql"];

    protected override async ValueTask<IRelationalBackend> CreateBackendAsync() => await postgres.CreateBackendAsync();
}
