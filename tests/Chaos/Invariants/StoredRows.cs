using Npgsql;

namespace StreamVerse.Chaos.Tests.Invariants;

/// <summary>What lies in the cluster's database: playback sessions, domain events, what their consumer made of them; seen past the cluster.</summary>
internal sealed class StoredRows(string host, int port, string password) : IAsyncDisposable
{
    /// <summary>The database and its user in a cluster on one machine.</summary>
    private const string Name = "streamverse";

    private readonly NpgsqlDataSource _source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder
    {
        Host = host,
        Port = port,
        Username = Name,
        Password = password,
        Database = Name,

        // One that was left open would be dead after the database was killed.
        Pooling = false,
    }.ConnectionString);

    /// <summary>What was written down of each title, in the order in which its events were taken.</summary>
    public async Task<ILookup<string, string>> TakenAsync(CancellationToken cancellationToken)
    {
        // Rows are added one a transaction and never changed, so the transaction's number tells which came first. The time
        // of the event would not: it is the same however late or often it is delivered, and clocks are set back here.
        var rows = await QueryAsync("SELECT title_id, kind FROM content.activity ORDER BY xmin::text::bigint", static reader => (Title: reader.GetGuid(0).ToString("N"), Kind: reader.GetString(1)), cancellationToken);
        return rows.ToLookup(static row => row.Title, static row => row.Kind);
    }

    /// <summary>How many silos, of all that there ever were, are taken for dead (Orleans' <c>SiloStatus.Dead</c>).</summary>
    public async Task<long> CountDeadSilosAsync(CancellationToken cancellationToken) =>
        (await QueryAsync("SELECT count(*) FROM orleansmembershiptable WHERE status = 6", static reader => reader.GetInt64(0), cancellationToken))[0];

    /// <summary>How many events wait to be delivered.</summary>
    public async Task<long> CountWaitingAsync(CancellationToken cancellationToken) =>
        (await QueryAsync("SELECT count(*) FROM platform.outbox WHERE NOT published", static reader => reader.GetInt64(0), cancellationToken))[0];

    /// <summary>Events that are marked as delivered and whose consumer never took them, and what was taken and never stored as an event.</summary>
    public Task<List<string>> FindUnpairedAsync(CancellationToken cancellationToken) => QueryAsync(
        """
        SELECT 'event ' || type || ' of ' || entity_id || ' is delivered and was never taken' FROM platform.outbox o
            WHERE published AND NOT EXISTS (SELECT 1 FROM content.activity a WHERE a.id = o.id)
        UNION ALL
        SELECT kind || ' of ' || title_id || ' was taken and never stored as an event' FROM content.activity a
            WHERE NOT EXISTS (SELECT 1 FROM platform.outbox o WHERE o.id = a.id)
        """,
        static reader => reader.GetString(0),
        cancellationToken);

    /// <summary>Which of these sessions have no row.</summary>
    public Task<List<string>> FindMissingSessionsAsync(IReadOnlyCollection<string> sessions, CancellationToken cancellationToken) => QueryAsync(
        "SELECT asked.id::text FROM unnest($1) AS asked(id) WHERE NOT EXISTS (SELECT 1 FROM streaming.streaming_sessions WHERE session_id = asked.id)",
        static reader => reader.GetString(0),
        cancellationToken,
        new NpgsqlParameter<Guid[]> { TypedValue = [.. sessions.Select(Guid.Parse)] });

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private async Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        var rows = new List<T>();
        await using var command = _source.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }
}
