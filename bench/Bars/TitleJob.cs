using System.Diagnostics;
using StreamVerse.Bench.Media;
using StreamVerse.Bench.Servers;
using StreamVerse.Testing;

namespace StreamVerse.Bench.Bars;

/// <summary>A title made by StreamVerse, and by one ffmpeg.</summary>
internal static class TitleJob
{
    /// <summary>Seconds from the upload's last byte to the publication.</summary>
    public static async Task<double> OursAsync(ApiClient client, string source, CancellationToken cancellationToken)
    {
        var title = await client.UploadAsync(source, "Benchmark", cancellationToken);
        var watch = Stopwatch.StartNew();
        await client.WaitAsync(title, state => state.State == "published", cancellationToken);
        return watch.Elapsed.TotalSeconds;
    }

    /// <summary>Seconds that one ffmpeg takes for the same ladder.</summary>
    /// <param name="source">The source, a <see cref="TestVideo"/>.</param>
    /// <param name="height">Its lines.</param>
    /// <param name="seconds">Its length.</param>
    /// <param name="prefix">What the command line begins with.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<double> PlainAsync(string source, int height, int seconds, IReadOnlyList<string> prefix, CancellationToken cancellationToken)
    {
        using var output = new TempFolder("streamverse-bench-plain-");

        // At the priority that StreamVerse gives its encoders: on a busy machine it decides who waits.
        string[] command = [.. prefix, "nice", "-n", "5", "ffmpeg", .. PlainLadder.Arguments(source, output.Path, height, seconds)];
        var watch = Stopwatch.StartNew();
        await Tool.RunAsync(command[0], command[1..], cancellationToken);
        return watch.Elapsed.TotalSeconds;
    }
}
