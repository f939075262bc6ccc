using System.Globalization;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Media;
using StreamVerse.Bench.Reporting;
using StreamVerse.Testing;

namespace StreamVerse.Bench.Bars;

/// <summary>A title job from the uploaded source to <c>published</c>, against one ffmpeg that makes the same ladder.</summary>
internal sealed class TitleJobBar : IBar
{
    private const double Most = 1.10;

    public string Id => "a";

    public string Name => "title job";

    public int Minutes => 12;

    public async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        var rows = new List<BarRow>();
        foreach (var seconds in options.TitleSeconds)
        {
            rows.AddRange(await MeasureAsync(options, seconds, cancellationToken));
        }

        return rows;
    }

    private async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, int seconds, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder("streamverse-bench-source-");
        var source = folder.File("source.mp4");
        await TestVideo.MakeAsync(source, options.TitleHeight, seconds, cancellationToken);
        await using var server = new LocalServer(folder.File("data"));
        await server.StartAsync(cancellationToken);
        using var client = new ApiClient(server.Address);
        using var meter = new AllocationMeter(server.ProcessId);
        var (ourWork, theirWork) = (new List<double>(), new List<double>());
        var comparison = await Alternation.CompareAsync(
            options.Rounds,
            () => TimeAsync(server.ProcessId, ourWork, () => TitleJob.OursAsync(client, source, cancellationToken)),
            () => TimeAsync(Environment.ProcessId, theirWork, () => TitleJob.PlainAsync(source, options.TitleHeight, seconds, [], cancellationToken)));
        var (ours, theirs) = (Alternation.Median(ourWork), Alternation.Median(theirWork));
        var what = string.Create(CultureInfo.InvariantCulture, $"{seconds} s of {options.TitleHeight}p{TestVideo.FramesPerSecond}");
        var bar = string.Create(CultureInfo.InvariantCulture, $"<= {Most:0.00}");
        return
        [
            new BarRow(
                Id,
                $"title job, {what}: wall time over one ffmpeg with x264's own threads",
                string.Create(CultureInfo.InvariantCulture, $"{comparison.Ours:0.0} s"),
                string.Create(CultureInfo.InvariantCulture, $"{comparison.Theirs:0.0} s"),
                comparison.Ratio,
                bar,
                comparison.Ratio <= Most,
                string.Create(CultureInfo.InvariantCulture, $"{meter.Bytes / options.Rounds / 1e6:0} MB a job")),
            new BarRow(
                Id,
                $"title job, {what}: processor time, thumbnails and inspection included",
                string.Create(CultureInfo.InvariantCulture, $"{ours:0.0} s"),
                string.Create(CultureInfo.InvariantCulture, $"{theirs:0.0} s"),
                ours / theirs,
                "-",
                null,
                "-"),
        ];
    }

    /// <summary>Times a job; what processors did for it, in its process and those that ended meanwhile, is noted as well.</summary>
    private static async Task<double> TimeAsync(int processId, List<double> work, Func<Task<double>> job)
    {
        var before = ProcessorTime.OfEnded(processId);
        var seconds = await job();
        work.Add((ProcessorTime.OfEnded(processId) - before).TotalSeconds);
        return seconds;
    }
}
