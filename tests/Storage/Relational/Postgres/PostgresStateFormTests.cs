namespace StreamVerse.Storage.Tests.Relational.Postgres;

public sealed class PostgresStateFormTests(PostgresFixture postgres) : StateFormContract
{
    protected override async ValueTask<IRelationalBackend> CreateBackendAsync() => await postgres.CreateBackendAsync();
}
