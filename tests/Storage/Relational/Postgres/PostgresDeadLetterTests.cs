namespace StreamVerse.Storage.Tests.Relational.Postgres;

public sealed class PostgresDeadLetterTests(PostgresFixture postgres) : DeadLetterContract
{
    protected override async ValueTask<IRelationalBackend> CreateBackendAsync() => await postgres.CreateBackendAsync();
}
