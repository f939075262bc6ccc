using System.Globalization;
using Npgsql;
using StreamVerse.Bench.Servers;

namespace StreamVerse.Bench.Clusters;

/// <summary>Has PostgreSQL remember when each transaction was committed, which it does not by itself.</summary>
internal static class CommitTimes
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>Starts the cluster's PostgreSQL anew with commit times; the programs find it again by themselves.</summary>
    public static async Task RecordAsync(BenchCluster cluster, CancellationToken cancellationToken)
    {
        // A connection of before the restart is of no use after it.
        var unpooled = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Pooling = false };
        await using var database = NpgsqlDataSource.Create(unpooled);
        await using (var command = database.CreateCommand("ALTER SYSTEM SET track_commit_timestamp = on"))
        {
            await command.ExecuteNonQueryAsync(cancellationToken);
        }

        await Tool.RunAsync("kill", ["-INT", cluster.Postgres.ToString(CultureInfo.InvariantCulture)], cancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        while (!await AreRecordedAsync(database, patience.Token))
        {
            await Task.Delay(Look, patience.Token);
        }
    }

    private static async Task<bool> AreRecordedAsync(NpgsqlDataSource database, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = database.CreateCommand("SHOW track_commit_timestamp");
            return await command.ExecuteScalarAsync(cancellationToken) is "on";
        }
        catch (NpgsqlException)
        {
            // It is on its way down or up.
            return false;
        }
    }
}
