namespace StreamVerse.Storage.Tests.Relational.Sqlite;

public sealed class SqliteRowQueriesTests : RowQueriesContract
{
    protected override ValueTask<IRelationalBackend> CreateBackendAsync() => ValueTask.FromResult<IRelationalBackend>(new SqliteBackend());
}
