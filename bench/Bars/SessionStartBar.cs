using System.Globalization;
using Npgsql;
using StreamVerse.Bench.Clusters;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Reporting;
using StreamVerse.Bench.Servers;
using StreamVerse.Testing;

namespace StreamVerse.Bench.Bars;

/// <summary>Playback sessions begun a second through a gateway, and what one costs.</summary>
internal sealed class SessionStartBar : IBar
{
    private const int Silos = 2;
    private const int Many = 32;
    private const int Few = 4;
    private const string Table = "streaming.streaming_sessions";
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(8);

    public string Id => "h";

    public string Name => "session starts";

    public int Minutes => 2;

    public async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        await using var cluster = await BenchCluster.StartAsync(Silos, workers: 1, cancellationToken);
        var title = await cluster.PublishAndDismissWorkersAsync(cancellationToken);
        using var folder = new TempFolder("streamverse-bench-wrk-");
        await StartAsync(Many, WarmUpTime);
        var cost = await CostAsync(cluster, () => StartAsync(Few, options.LoadTime), cancellationToken);
        return
        [
            await MeasureAsync(cluster, options, Many, () => StartAsync(Many, options.LoadTime), cost),
            await MeasureAsync(cluster, options, Few, () => StartAsync(Few, options.LoadTime), "-"),
        ];

        Task<WrkResult> StartAsync(int connections, TimeSpan duration) => Wrk.PostAsync(
            new Uri(cluster.Address, "/v1/playback/sessions"), folder.File("start.lua"), $"{{\"titleId\":\"{title:N}\"}}", connections, duration, cancellationToken);
    }

    private async Task<BarRow> MeasureAsync(BenchCluster cluster, BenchOptions options, int connections, Func<Task<WrkResult>> start, string cost)
    {
        var results = new List<(WrkResult Wrk, double Gateway, double Silos, double Database)>();
        for (var round = 0; round < options.Rounds; round++)
        {
            var before = Worked(cluster);
            var wrk = await start();
            var after = Worked(cluster);
            results.Add((wrk, PerStart(after.Gateway - before.Gateway), PerStart(after.Silos - before.Silos), PerStart(after.Database - before.Database)));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {round + 1}/{options.Rounds}  {wrk.PerSecond:#,0}/s, p50 {wrk.MedianMilliseconds:0.0} ms, p99 {wrk.SlowMilliseconds:0.0} ms"));

            double PerStart(TimeSpan worked) => worked.TotalMicroseconds / wrk.Requests;
        }

        var rate = Median(result => result.Wrk.PerSecond);
        return new BarRow(
            Id,
            string.Create(CultureInfo.InvariantCulture, $"session starts through a gateway, {Silos} silos, {connections} connections, PostgreSQL with fsync and wrk on the same cores"),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rate / Environment.ProcessorCount:#,0}/s per core ({rate:#,0}/s), p50 {Median(result => result.Wrk.MedianMilliseconds):0.0} ms, p99 {Median(result => result.Wrk.SlowMilliseconds):0.0} ms; processor time each: gateway {Median(result => result.Gateway):0} us, silos {Median(result => result.Silos):0} us, PostgreSQL {Median(result => result.Database):0} us"),
            "-",
            null,
            "-",
            null,
            cost);

        double Median(Func<(WrkResult Wrk, double Gateway, double Silos, double Database), double> figure) => Alternation.Median(results.Select(figure));
    }

    /// <summary>How many calls, transactions, rows and bytes one start takes.</summary>
    private static async Task<string> CostAsync(BenchCluster cluster, Func<Task<WrkResult>> start, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(cluster.ConnectionString);
        var rows = new RowMeter(database);
        var inserted = await rows.InsertsAsync(Table, cancellationToken);
        await using (var count = database.CreateCommand($"SELECT count(*) FROM {Table}"))
        {
            var stored = (long)(await count.ExecuteScalarAsync(cancellationToken))!;
            await rows.WaitForInsertsAsync(Table, stored, cancellationToken);
            inserted = stored;
        }

        var programs = (int[])[.. cluster.Gateways, .. cluster.Silos];
        var calls = await Task.WhenAll(programs.Select(program => GrainCallMeter.StartAsync(program, cancellationToken)));
        var bytes = programs.Select(static program => new AllocationMeter(program)).ToList();
        try
        {
            var before = await rows.ReadAsync(cancellationToken);
            var starts = (await start()).Requests;
            await Task.Delay(GrainCallMeter.Delay, cancellationToken);
            var (made, allocated) = (calls.Sum(static meter => meter.Calls), bytes.Sum(static meter => meter.Bytes));
            await rows.WaitForInsertsAsync(Table, inserted + starts, cancellationToken);
            var after = await rows.ReadAsync(cancellationToken);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{allocated / starts:#,0} B a start in gateway and silos; {made / starts:0.0} grain calls, {(double)(after.Transactions - before.Transactions) / starts:0.0} transactions, {(double)(after.Rows - before.Rows) / starts:0.0} rows written");
        }
        finally
        {
            bytes.ForEach(static meter => meter.Dispose());
            foreach (var meter in calls)
            {
                meter.Dispose();
            }
        }
    }

    private static (TimeSpan Gateway, TimeSpan Silos, TimeSpan Database) Worked(BenchCluster cluster) =>
        (Sum(cluster.Gateways), Sum(cluster.Silos), ProcessorTime.Of(cluster.Postgres));

    private static TimeSpan Sum(IReadOnlyList<int> processes) => processes.Aggregate(TimeSpan.Zero, static (sum, process) => sum + ProcessorTime.Of(process));
}
