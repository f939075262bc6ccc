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
        var comparison = await Alternation.CompareAsync(
            options.Rounds, () => JobAsync(client, source, cancellationToken), () => PlainAsync(source, options, cancellationToken));
        return
        [
            new BarRow(
                Id,
                string.Create(CultureInfo.InvariantCulture, $"title job, {options.TitleSeconds} s of {options.TitleHeight}p{TestVideo.FramesPerSecond}, over one ffmpeg with x264's own threads"),
                string.Create(CultureInfo.InvariantCulture, $"{comparison.Ours:0.0} s"),
                string.Create(CultureInfo.InvariantCulture, $"{comparison.Theirs:0.0} s"),
                comparison.Ratio,
                string.Create(CultureInfo.InvariantCulture, $"<= {Most:0.00}"),
                comparison.Ratio <= Most,
                string.Create(CultureInfo.InvariantCulture, $"{meter.Bytes / options.Rounds / 1e6:0} MB a job")),
        ];
    }

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
