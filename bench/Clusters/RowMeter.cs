using Npgsql;

namespace StreamVerse.Bench.Clusters;

/// <summary>Counts what a database does, by PostgreSQL's own statistics.</summary>
/// <param name="database">The database.</param>
internal sealed class RowMeter(NpgsqlDataSource database)
{
    /// <summary>PostgreSQL's processes tell what they did when they have been idle for ten seconds, at the latest.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(500);

    /// <summary>Rows written so far, and transactions.</summary>
    public async Task<(long Rows, long Transactions)> ReadAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            "SELECT (SELECT sum(n_tup_ins + n_tup_upd + n_tup_del)::bigint FROM pg_stat_user_tables), xact_commit FROM pg_stat_database WHERE datname = current_database()");
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        return (reader.GetInt64(0), reader.GetInt64(1));
    }

    /// <summary>How many rows of a table were written since the statistics began.</summary>
    public async Task<long> InsertsAsync(string table, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand("SELECT n_tup_ins FROM pg_stat_user_tables WHERE relid = $1::regclass");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = table });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Waits until the statistics have so many rows in a table.</summary>
    public async Task WaitForInsertsAsync(string table, long count, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (await InsertsAsync(table, patience.Token) < count)
        {
            await Task.Delay(Look, patience.Token);
        }
    }
}
