namespace StreamVerse.Storage.Tests.Relational.Postgres;

public sealed class PostgresMigrationTests(PostgresFixture postgres) : MigrationContract
{
    protected override async ValueTask<IRelationalBackend> CreateBackendAsync() => await postgres.CreateBackendAsync();
}
