namespace StreamVerse.Storage.Tests.Relational.Postgres;

public sealed class PostgresActivityTests(PostgresFixture postgres) : ActivityContract
{
    protected override async ValueTask<IRelationalBackend> CreateBackendAsync() => await postgres.CreateBackendAsync();
}
