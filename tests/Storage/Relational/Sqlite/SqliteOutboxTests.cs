namespace StreamVerse.Storage.Tests.Relational.Sqlite;

public sealed class SqliteOutboxTests : OutboxContract
{
    protected override ValueTask<IRelationalBackend> CreateBackendAsync() => ValueTask.FromResult<IRelationalBackend>(new SqliteBackend());
}
