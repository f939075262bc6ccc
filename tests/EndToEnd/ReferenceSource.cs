using StreamVerse.Encoding.Tests;
using StreamVerse.Encoding.Tests.Sources;

namespace StreamVerse.EndToEnd.Tests;

/// <summary>
/// A source that tells of every fault: pictures carry their number, each second begins with a click (of another pitch in
/// each language), and subtitles stand at known times, one of them across the border of two chunks.
/// </summary>
internal static class ReferenceSource
{
    public const int FramesPerSecond = 25;
    public const int Seconds = 44;
    public const int Frames = FramesPerSecond * Seconds;

    /// <summary>A chunk has 8 segments of 4 s.</summary>
    public const int ChunkBorderSeconds = 32;

    /// <summary>The pitch of the English track's clicks.</summary>
    public const int EnglishHertz = 1000;

    /// <summary>The pitch of the French track's clicks.</summary>
    public const int FrenchHertz = 2500;

    public const string Subtitles = """
        1
        00:00:02,000 --> 00:00:04,500
        First words

        2
        00:00:31,000 --> 00:00:34,000
        Across the border

        3
        00:00:40,000 --> 00:00:42,000
        Last words

        """;

    public static async Task MakeAsync(string folder, string path, int seconds = Seconds)
    {
        var subtitles = Path.Combine(folder, "reference.srt");
        await File.WriteAllTextAsync(subtitles, Subtitles);
        await Ffmpeg.RunAsync("ffmpeg", [
            "-v", "error", "-nostdin", "-y",
            "-f", "lavfi", "-i", NumberedPictures.Source(FramesPerSecond.ToString(System.Globalization.CultureInfo.InvariantCulture), seconds, 854, 480),
            "-f", "lavfi", "-i", Clicks(EnglishHertz, seconds), "-f", "lavfi", "-i", Clicks(FrenchHertz, seconds), "-i", subtitles,
            "-map", "0", "-map", "1", "-map", "2", "-map", "3",
            "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "pcm_s16le", "-c:s", "srt",
            "-metadata:s:a:0", "language=eng", "-metadata:s:a:1", "language=fra", "-metadata:s:s:0", "language=eng",
            "-disposition:a:0", "default", path,
        ]);
    }

    /// <summary>A filter source of clicks of 20 ms, one at the start of each second.</summary>
    public static string Clicks(int hertz, int seconds) => FormattableString.Invariant(
        $"aevalsrc='0.8*sin(2*PI*{hertz}*t)*lt(mod(t,1),0.02)|0.8*sin(2*PI*{hertz}*t)*lt(mod(t,1),0.02)':d={seconds}:s=48000");
}
