namespace StreamVerse.Storage.Tests.Relational.Sqlite;

public sealed class SqliteActivityTests : ActivityContract
{
    protected override ValueTask<IRelationalBackend> CreateBackendAsync() => ValueTask.FromResult<IRelationalBackend>(new SqliteBackend());
}
