namespace StreamVerse.Storage.Tests.Relational.Sqlite;

public sealed class SqliteMigrationTests : MigrationContract
{
    protected override ValueTask<IRelationalBackend> CreateBackendAsync() => ValueTask.FromResult<IRelationalBackend>(new SqliteBackend());
}
