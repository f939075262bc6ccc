namespace StreamVerse.Storage.Tests.Relational.Postgres;

public sealed class PostgresRowQueriesTests(PostgresFixture postgres) : RowQueriesContract
{
    protected override async ValueTask<IRelationalBackend> CreateBackendAsync() => await postgres.CreateBackendAsync();
}
