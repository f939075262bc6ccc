using System.Globalization;
using StreamVerse.Bench.Clusters;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Media;
using StreamVerse.Bench.Reporting;
using StreamVerse.Testing;

namespace StreamVerse.Bench.Bars;

/// <summary>What a cluster adds to a title's encoding: a worker of one slot on one core, fed over HTTP, against one ffmpeg on the same core.</summary>
internal sealed class FarmBar : IBar
{
    private const double Most = 1.10;
    private const int Height = 480;
    private const int Seconds = 48;
    private const int ControlCore = 0;
    private const int WorkerCore = 1;

    public string Id => "k";

    public string Name => "farm";

    public int Minutes => 5;

    public async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        Cores.Require(2);
        using var folder = new TempFolder("streamverse-bench-source-");
        var source = folder.File("source.mp4");
        await TestVideo.MakeAsync(source, Height, Seconds, cancellationToken);
        await using var cluster = await BenchCluster.StartAsync(silos: 2, workers: 1, cancellationToken);
        await Cores.PinAsync(cluster.Supervisor, ControlCore, cancellationToken);
        await Cores.PinAsync(cluster.Workers[0], WorkerCore, cancellationToken);
        await cluster.PublishShortAsync(cancellationToken);
        var comparison = await Alternation.CompareAsync(
            options.Rounds,
            () => TitleJob.OursAsync(cluster.Client, source, cancellationToken),
            () => TitleJob.PlainAsync(source, Height, Seconds, Cores.Only(WorkerCore), cancellationToken));
        return
        [
            new BarRow(
                Id,
                string.Create(CultureInfo.InvariantCulture, $"title job on a cluster, {Seconds} s of {Height}p{TestVideo.FramesPerSecond}: one worker of one slot on one core, HTTP queue and presigned URLs, over one ffmpeg on that core"),
                string.Create(CultureInfo.InvariantCulture, $"{comparison.Ours:0.0} s"),
                string.Create(CultureInfo.InvariantCulture, $"{comparison.Theirs:0.0} s"),
                comparison.Ratio,
                string.Create(CultureInfo.InvariantCulture, $"<= {Most:0.00}"),
                comparison.Ratio <= Most,
                "-"),
        ];
    }
}
