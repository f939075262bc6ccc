using System.Globalization;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Reporting;
using StreamVerse.Testing;

namespace StreamVerse.Bench.Bars;

/// <summary>Writes of grain state a second on PostgreSQL, against the bare statement.</summary>
internal sealed class GrainStorageBar : IBar
{
    private const double Least = 0.6;
    private const int Writers = 8;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2);

    public string Id => "f";

    public string Name => "grain storage";

    public int Minutes => 2;

    public async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken) =>
    [
        await MeasureAsync(options, flushesToDisk: true, cancellationToken),
        await MeasureAsync(options, flushesToDisk: false, cancellationToken),
    ];

    private async Task<BarRow> MeasureAsync(BenchOptions options, bool flushesToDisk, CancellationToken cancellationToken)
    {
        await using var server = await PostgresServer.StartNewAsync(flushesToDisk, cancellationToken);
        var database = await server.CreateDatabaseAsync(cancellationToken);
        await using var grains = await GrainWriters.CreateAsync(database, Writers, cancellationToken);
        await using var plain = await PlainWriters.CreateAsync(database, grains.RowIds, cancellationToken);

        await WritesPerSecondAsync(grains.WriteAsync, WarmUp);
        await WritesPerSecondAsync(plain.WriteAsync, WarmUp);
        var comparison = await Alternation.CompareAsync(
            options.Rounds, () => WritesPerSecondAsync(grains.WriteAsync, options.LoadTime), () => WritesPerSecondAsync(plain.WriteAsync, options.LoadTime));
        var (ours, theirs) = (await AllocatedAsync(grains.WriteAsync), await AllocatedAsync(plain.WriteAsync));
        return new BarRow(
            Id,
            string.Create(CultureInfo.InvariantCulture, $"grain state writes, {Writers} at once, over plain Npgsql{(flushesToDisk ? "" : ", PostgreSQL without fsync")}"),
            string.Create(CultureInfo.InvariantCulture, $"{comparison.Ours:#,0}/s"),
            string.Create(CultureInfo.InvariantCulture, $"{comparison.Theirs:#,0}/s"),
            comparison.Ratio,
            string.Create(CultureInfo.InvariantCulture, $">= {Least}"),
            comparison.Ratio >= Least,
            string.Create(CultureInfo.InvariantCulture, $"{ours:#,0} B a write (theirs {theirs:#,0})"));
    }

    private static Task<double> WritesPerSecondAsync(Func<int, Task> write, TimeSpan duration) =>
        Load.PerSecondAsync([.. Enumerable.Range(0, Writers).Select(writer => (Func<Task>)(() => write(writer)))], duration);

    private static async Task<double> AllocatedAsync(Func<int, Task> write)
    {
        const int writes = 2000;
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var count = 0; count < writes; count++)
        {
            await write(0);
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)writes;
    }
}
