using System.Diagnostics;
using System.Globalization;
using StreamVerse.Bench.Measuring;
using StreamVerse.Bench.Media;
using StreamVerse.Bench.Reporting;
using StreamVerse.Bench.Servers;
using StreamVerse.Testing;

namespace StreamVerse.Bench.Bars;

/// <summary>A title job from the uploaded source to <c>published</c>, against one ffmpeg that makes the same ladder.</summary>
internal sealed class TitleJobBar : IBar
{
    private const double Most = 1.10;

    public string Id => "a";

    public string Name => "title job";

    public async Task<IReadOnlyList<BarRow>> MeasureAsync(BenchOptions options, CancellationToken cancellationToken)
    {
        using var folder = new TempFolder("streamverse-bench-source-");
        var source = folder.File("source.mp4");
        await TestVideo.MakeAsync(source, options.TitleHeight, options.TitleSeconds, cancellationToken);
        await using var server = new LocalServer(folder.File("data"));
        await server.StartAsync(cancellationToken);
        using var client = new ApiClient(server.Address);
        using var meter = new AllocationMeter(server.ProcessId);
        var (ourWork, theirWork) = (new List<double>(), new List<double>());
        var comparison = await Alternation.CompareAsync(
            options.Rounds,
            () => TimeAsync(server.ProcessId, ourWork, () => JobAsync(client, source, cancellationToken)),
            () => TimeAsync(Environment.ProcessId, theirWork, () => PlainAsync(source, options, cancellationToken)));
        var (ours, theirs) = (Alternation.Median(ourWork), Alternation.Median(theirWork));
        var what = string.Create(CultureInfo.InvariantCulture, $"{options.TitleSeconds} s of {options.TitleHeight}p{TestVideo.FramesPerSecond}");
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
                bar,
                ours / theirs <= Most,
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

    /// <summary>Seconds from the upload's last byte to the publication.</summary>
    private static async Task<double> JobAsync(ApiClient client, string source, CancellationToken cancellationToken)
    {
        var title = await client.UploadAsync(source, "Benchmark", cancellationToken);
        var watch = Stopwatch.StartNew();
        await client.WaitAsync(title, state => state.State == "published", cancellationToken);
        return watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> PlainAsync(string source, BenchOptions options, CancellationToken cancellationToken)
    {
        using var output = new TempFolder("streamverse-bench-plain-");
        var arguments = PlainLadder.Arguments(source, output.Path, options.TitleHeight, options.TitleSeconds);
        var watch = Stopwatch.StartNew();

        // At the priority that StreamVerse gives its encoders: on a busy machine it decides who waits.
        await Tool.RunAsync("nice", ["-n", "5", "ffmpeg", .. arguments], cancellationToken);
        return watch.Elapsed.TotalSeconds;
    }
}
