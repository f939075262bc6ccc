namespace StreamVerse.Storage.Tests.Relational.Sqlite;

public sealed class SqliteGrainStorageTests : GrainStorageContract
{
    protected override ValueTask<IRelationalBackend> CreateBackendAsync() => ValueTask.FromResult<IRelationalBackend>(new SqliteBackend());
}
