using System.Globalization;
using Npgsql;
using StreamVerse.Bench.Clusters;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Reporting;

namespace StreamVerse.Bench.Bars;

/// <summary>How soon a domain event has done at its consumer what it is to bring about.</summary>
internal sealed class EventLatencyBar : IBar
{
    private const int Silos = 2;
    private const int PerSecond = 50;
    private const int SingleEventsARound = 8;

    /// <summary>Longer than an event should take, and of uneven length: the silos' own timers must not meet all events in one phase.</summary>
    private static readonly (double Least, double Most) PauseSeconds = (1.5, 2.5);

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(8);

    public string Id => "m";

    public string Name => "event latency";

    public int Minutes => 4;

    public async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var cluster = await BenchCluster.StartAsync(Silos, workers: 0, cancellationToken);
        await CommitTimes.RecordAsync(cluster, cancellationToken);
        await cluster.WaitUntilReadyAsync(cancellationToken);
        await using var database = NpgsqlDataSource.Create(cluster.ConnectionString);
        await using var client = await GrainClient.ConnectAsync(cluster.ConnectionString, clusterId: null, cancellationToken);
        var latencies = new EventLatencies(client.Grains, database);
        await latencies.MeasureAsync(Steady(WarmUpTime), cancellationToken);

        var time = options.LoadTime * options.Rounds;
        return
        [
            Row($"{PerSecond} events a second for {time.TotalSeconds:0} s", await latencies.MeasureAsync(Steady(time), cancellationToken)),
            Row($"one event at a time, every {PauseSeconds.Least.ToString(CultureInfo.InvariantCulture)} to {PauseSeconds.Most.ToString(CultureInfo.InvariantCulture)} s", await latencies.MeasureAsync(Single(SingleEventsARound * options.Rounds), cancellationToken)),
        ];
    }

    private static IEnumerable<TimeSpan> Steady(TimeSpan time) => Enumerable.Repeat(TimeSpan.FromSeconds(1) / PerSecond, (int)(time.TotalSeconds * PerSecond));

    private static IEnumerable<TimeSpan> Single(int count)
    {
        var random = new Random(count);
        var range = PauseSeconds.Most - PauseSeconds.Least;
        return Enumerable.Range(0, count).Select(_ => TimeSpan.FromSeconds(PauseSeconds.Least + (random.NextDouble() * range)));
    }

    private BarRow Row(string load, IReadOnlyList<double> seconds) => new(
        Id,
        $"domain events, from the commit of the row that carries one (a title is begun) to the commit of what its consumer makes of it (a row of the activity); {Silos} silos over PostgreSQL with fsync, {load}",
        string.Create(
            CultureInfo.InvariantCulture,
            $"p50 {Percentile.Of(seconds, 0.5) * 1000:0} ms, p99 {Percentile.Of(seconds, 0.99) * 1000:0} ms, slowest {seconds.Max() * 1000:0} ms of {seconds.Count:#,0}"),
        "-",
        null,
        "-",
        null,
        "-");
}
