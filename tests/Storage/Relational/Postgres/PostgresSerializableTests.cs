namespace StreamVerse.Storage.Tests.Relational.Postgres;

/// <summary>
/// The whole contract under serializable isolation: writers that meet get 40001 from the server, as they do from
/// YugabyteDB, and must see a version conflict or success, never that.
/// </summary>
public sealed class PostgresSerializableTests(PostgresFixture postgres) : GrainStorageContract
{
    protected override async ValueTask<IRelationalBackend> CreateBackendAsync()
    {
        var backend = await postgres.CreateBackendAsync();
        return new PostgresBackend(backend.ConnectionString + ";Options=-c default_transaction_isolation=serializable");
    }
}
