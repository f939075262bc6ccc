using System.Globalization;
using StreamVerse.Bench.Clusters;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Reporting;

namespace StreamVerse.Bench.Bars;

/// <summary>What a cluster adds to a title's encoding: a worker of one slot on one core, fed over HTTP, against one ffmpeg on the same core.</summary>
internal sealed class FarmBar : IBar
{
    private const double Most = 1.10;
    private const int ControlCore = 0;
    private const int WorkerCore = 1;

    public string Id => "k";

    public string Name => "farm";

    public int Minutes => 25;

    public async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken) =>
    [
        await MeasureAsync(FarmTitle.Usual, options, cancellationToken),
        await MeasureAsync(FarmTitle.ManyChunks, options, cancellationToken),
    ];

    private async Task<BarRow> MeasureAsync(FarmTitle title, BenchOptions options, CancellationToken cancellationToken)
    {
        await using var farm = await Farm.StartAsync(workers: 1, title, cancellationToken);
        await farm.PlaceAsync([WorkerCore], [ControlCore], cancellationToken);
        var comparison = await Alternation.CompareAsync(
            options.Rounds,
            () => farm.MakeTitleAsync(cancellationToken),
            () => farm.MakePlainAsync(WorkerCore, cancellationToken));
        return new BarRow(
            Id,
            $"title job on a cluster, {title.Name}: one worker of one slot on one core, HTTP queue and presigned URLs, over one ffmpeg on that core",
            string.Create(CultureInfo.InvariantCulture, $"{comparison.Ours:0.0} s"),
            string.Create(CultureInfo.InvariantCulture, $"{comparison.Theirs:0.0} s"),
            comparison.Ratio,
            string.Create(CultureInfo.InvariantCulture, $"<= {Most:0.00}"),
            comparison.Ratio <= Most,
            "-");
    }
}
