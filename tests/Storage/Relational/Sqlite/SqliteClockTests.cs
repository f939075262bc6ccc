namespace StreamVerse.Storage.Tests.Relational.Sqlite;

public sealed class SqliteClockTests : ClockContract
{
    protected override bool HasClock => false;

    protected override ValueTask<IRelationalBackend> CreateBackendAsync() => ValueTask.FromResult<IRelationalBackend>(new SqliteBackend());
}
