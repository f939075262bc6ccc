namespace StreamVerse.Storage.Tests.Relational.Postgres;

/// <summary>A database of a server; the database goes with the server.</summary>
public sealed class PostgresBackend(string connectionString, IAsyncDisposable? owned = null) : IRelationalBackend
{
    public string ConnectionString => connectionString;

    public IReadOnlyDictionary<string, string?> Settings => new Dictionary<string, string?>
    {
        ["StreamVerse:Relational:Provider"] = "postgres",
        ["StreamVerse:Relational:ConnectionString"] = connectionString,
    };

    public ValueTask DisposeAsync() => owned?.DisposeAsync() ?? ValueTask.CompletedTask;
}
