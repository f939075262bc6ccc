namespace StreamVerse.Storage.Tests.Relational.Postgres;

public sealed class PostgresStorageModelTests(PostgresFixture postgres) : StorageModelContract
{
    protected override async ValueTask<IRelationalBackend> CreateBackendAsync() => await postgres.CreateBackendAsync();
}
