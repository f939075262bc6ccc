namespace StreamVerse.Storage.Tests.Relational.Sqlite;

public sealed class SqliteStateFormTests : StateFormContract
{
    protected override ValueTask<IRelationalBackend> CreateBackendAsync() => ValueTask.FromResult<IRelationalBackend>(new SqliteBackend());
}
