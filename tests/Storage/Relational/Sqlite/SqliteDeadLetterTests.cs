namespace StreamVerse.Storage.Tests.Relational.Sqlite;

public sealed class SqliteDeadLetterTests : DeadLetterContract
{
    protected override ValueTask<IRelationalBackend> CreateBackendAsync() => ValueTask.FromResult<IRelationalBackend>(new SqliteBackend());
}
