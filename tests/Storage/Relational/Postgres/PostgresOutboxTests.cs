namespace StreamVerse.Storage.Tests.Relational.Postgres;

public sealed class PostgresOutboxTests(PostgresFixture postgres) : OutboxContract
{
    protected override async ValueTask<IRelationalBackend> CreateBackendAsync() => await postgres.CreateBackendAsync();
}
