namespace StreamVerse.Storage.Tests.Relational.Sqlite;

public sealed class SqliteStorageModelTests : StorageModelContract
{
    protected override ValueTask<IRelationalBackend> CreateBackendAsync() => ValueTask.FromResult<IRelationalBackend>(new SqliteBackend());
}
