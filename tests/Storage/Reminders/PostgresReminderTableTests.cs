using StreamVerse.Storage.Tests.Relational;
using StreamVerse.Storage.Tests.Relational.Postgres;

namespace StreamVerse.Storage.Tests.Reminders;

public sealed class PostgresReminderTableTests(PostgresFixture postgres) : ReminderTableContract
{
    protected override async ValueTask<IRelationalBackend> CreateBackendAsync() => await postgres.CreateBackendAsync();
}
