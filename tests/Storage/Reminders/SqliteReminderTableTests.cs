using StreamVerse.Storage.Tests.Relational;
using StreamVerse.Storage.Tests.Relational.Sqlite;

namespace StreamVerse.Storage.Tests.Reminders;

public sealed class SqliteReminderTableTests : ReminderTableContract
{
    protected override ValueTask<IRelationalBackend> CreateBackendAsync() => ValueTask.FromResult<IRelationalBackend>(new SqliteBackend());
}
