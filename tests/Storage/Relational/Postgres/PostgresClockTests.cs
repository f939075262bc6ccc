namespace StreamVerse.Storage.Tests.Relational.Postgres;

public sealed class PostgresClockTests(PostgresFixture postgres) : ClockContract
{
    protected override bool HasClock => true;

    protected override async ValueTask<IRelationalBackend> CreateBackendAsync() => await postgres.CreateBackendAsync();
}
