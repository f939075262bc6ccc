using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using StreamVerse.Encoding.Processes;

namespace StreamVerse.Encoding.Subtitles;

/// <summary>
/// Shifts a WebVTT file's cues so that time 0 is the title's first picture. Cues that end before it are dropped; one that
/// spans it starts at 0. ffmpeg's own shifting writes negative times, which WebVTT has not.
/// </summary>
internal static partial class CueShifter
{
    /// <summary>Copies a WebVTT file, shifted.</summary>
    /// <param name="source">The file as ffmpeg writes it.</param>
    /// <param name="target">Where to write it.</param>
    /// <param name="firstPicture">The source's time of the title's first picture; may be negative.</param>
    /// <param name="maxBytes">Largest output.</param>
    /// <param name="cancellationToken">Ends the copy.</param>
    /// <exception cref="FfmpegException">There is more text than <paramref name="maxBytes"/>.</exception>
    public static async Task CopyAsync(Stream source, Stream target, TimeSpan firstPicture, int maxBytes, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(target, new UTF8Encoding(false), 65_536, leaveOpen: true) { NewLine = "\n" };
        await writer.WriteAsync("WEBVTT\n");
        var written = 0L;
        var isInCue = false;
        await foreach (var line in BoundedLines.ReadAsync(source, cancellationToken))
        {
            var timing = Timing().Match(line);
            if (timing.Success)
            {
                var start = Parse(timing.Groups["start"].ValueSpan) - firstPicture;
                var end = Parse(timing.Groups["end"].ValueSpan) - firstPicture;
                isInCue = end > TimeSpan.Zero && end > start;
                var shifted = $"{Format(start)} --> {Format(end)}{timing.Groups["settings"].Value}";
                written += isInCue ? await WriteAsync(writer, "\n" + shifted) : 0;
            }
            else if (line.Length == 0)
            {
                // What follows is another cue's identifier, or a block of notes or styles.
                isInCue = false;
            }
            else if (isInCue)
            {
                written += await WriteAsync(writer, line);
            }

            if (written > maxBytes)
            {
                throw new FfmpegException("ffmpeg", FfmpegFailure.Source, null, $"the subtitle track holds more than {maxBytes / 1_000_000} MB of text");
            }
        }
    }

    private static async Task<int> WriteAsync(StreamWriter writer, string line)
    {
        await writer.WriteLineAsync(line);
        return System.Text.Encoding.UTF8.GetByteCount(line) + 1;
    }

    private static TimeSpan Parse(ReadOnlySpan<char> time)
    {
        var value = TimeSpan.Zero;
        foreach (var part in time.ToString().Split(':'))
        {
            value = (value * 60) + TimeSpan.FromSeconds(double.Parse(part, CultureInfo.InvariantCulture));
        }

        return value;
    }

    private static string Format(TimeSpan time)
    {
        var milliseconds = Math.Max(0, (long)Math.Round(time.TotalMilliseconds));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{milliseconds / 3_600_000:00}:{milliseconds / 60_000 % 60:00}:{milliseconds / 1000 % 60:00}.{milliseconds % 1000:000}");
    }

    /// <summary>A cue's timing line (WebVTT, section 4.1).</summary>
    [GeneratedRegex(@"^(?<start>(?:\d{2,6}:)?\d\d:\d\d\.\d{3}) --> (?<end>(?:\d{2,6}:)?\d\d:\d\d\.\d{3})(?<settings>.*)$", RegexOptions.None, 1000)]
    private static partial Regex Timing();
}
