using System.Diagnostics;
using Npgsql;
using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Bench.Clusters;

/// <summary>
/// How long domain events take to their consumer. A title that is begun is stored in one transaction with its event; what
/// the event's consumer makes of it is a row of the activity. Neither row is touched again here, so PostgreSQL tells of
/// both, by one clock, when they were committed.
/// </summary>
/// <param name="grains">The cluster.</param>
/// <param name="database">Its database, which records commit times.</param>
internal sealed class EventLatencies(IGrainFactory grains, NpgsqlDataSource database)
{
    private const string Query =
        """
        SELECT extract(epoch FROM pg_xact_commit_timestamp(applied.xmin) - pg_xact_commit_timestamp(raised.xmin))::float8
        FROM content.activity AS applied
        JOIN platform.outbox AS event ON event.id = applied.id
        JOIN content.content_metadata AS raised ON raised.id = event.entity_id AND raised.updated_at = event.stored_at
        WHERE applied.title_id = ANY($1)
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>Raises events, without waiting for one before the next, and answers when all were applied.</summary>
    /// <param name="pauses">How long after each event the next one is raised.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The seconds that each of them took.</returns>
    public async Task<IReadOnlyList<double>> MeasureAsync(IEnumerable<TimeSpan> pauses, CancellationToken cancellationToken)
    {
        var titles = new List<Guid>();
        var raising = new List<Task>();
        var (watch, due) = (Stopwatch.StartNew(), TimeSpan.Zero);
        foreach (var pause in pauses)
        {
            titles.Add(Guid.NewGuid());
            raising.Add(RaiseAsync(titles[^1]));

            // By the clock rather than from the last one: what a timer is late must not lower the rate.
            due += pause;
            if (due > watch.Elapsed)
            {
                await Task.Delay(due - watch.Elapsed, cancellationToken);
            }
        }

        await Task.WhenAll(raising);
        return await ReadAsync(titles, cancellationToken);
    }

    private Task RaiseAsync(Guid title) =>
        grains.GetGrain<ITitleGrain>(title).Create(new NewTitle(Guid.Empty, "Benchmark", "benchmark.mp4", Guid.NewGuid(), $"uploads/{title:N}", 1));

    private async Task<List<double>> ReadAsync(List<Guid> titles, CancellationToken cancellationToken)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            var seconds = new List<double>();
            await using (var command = database.CreateCommand(Query))
            {
                command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. titles] });
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                while (await reader.ReadAsync(cancellationToken))
                {
                    seconds.Add(reader.GetDouble(0));
                }
            }

            if (seconds.Count == titles.Count)
            {
                return seconds;
            }

            if (watch.Elapsed > Patience)
            {
                throw new InvalidOperationException($"Only {seconds.Count} of {titles.Count} events were applied within {Patience.TotalSeconds} s.");
            }

            await Task.Delay(Look, cancellationToken);
        }
    }
}
