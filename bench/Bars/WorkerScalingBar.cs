using System.Globalization;
using StreamVerse.Bench.Clusters;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Media;
using StreamVerse.Bench.Reporting;
using StreamVerse.Testing;

namespace StreamVerse.Bench.Bars;

/// <summary>How much sooner two workers of a core each have a title than one worker has.</summary>
internal sealed class WorkerScalingBar : IBar
{
    private const double Least = 1.9;
    private const int Height = 360;
    private const int Seconds = 128;

    public string Id => "j";

    public string Name => "two workers";

    public int Minutes => 5;

    public async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        Cores.Require(2);
        using var folder = new TempFolder("streamverse-bench-source-");
        var source = folder.File("source.mp4");
        await TestVideo.MakeAsync(source, Height, Seconds, cancellationToken);
        await using var cluster = await BenchCluster.StartAsync(silos: 2, workers: 2, cancellationToken);
        for (var worker = 0; worker < cluster.Workers.Count; worker++)
        {
            await Cores.PinAsync(cluster.Workers[worker], worker, cancellationToken);
        }

        await cluster.PublishShortAsync(cancellationToken);
        var comparison = await Alternation.CompareAsync(options.Rounds, OneAsync, BothAsync);
        return
        [
            new BarRow(
                Id,
                string.Create(CultureInfo.InvariantCulture, $"title job on a cluster, {Seconds} s of {Height}p{TestVideo.FramesPerSecond}: wall time with one worker on one core over two on a core each, everything else on the same two cores"),
                string.Create(CultureInfo.InvariantCulture, $"two: {comparison.Theirs:0.0} s"),
                string.Create(CultureInfo.InvariantCulture, $"one: {comparison.Ours:0.0} s"),
                comparison.Ratio,
                string.Create(CultureInfo.InvariantCulture, $">= {Least:0.0}"),
                comparison.Ratio >= Least,
                "-"),
        ];

        Task<double> BothAsync() => TitleJob.OursAsync(cluster.Client, source, cancellationToken);

        async Task<double> OneAsync()
        {
            // Paused rather than ended, so that both are as warm as each other all the time.
            await using var paused = await PausedWorker.PauseAsync(cluster.Workers[1], cancellationToken);
            return await TitleJob.OursAsync(cluster.Client, source, cancellationToken);
        }
    }
}
