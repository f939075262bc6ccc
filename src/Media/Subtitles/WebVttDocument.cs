using System.Collections.Immutable;

namespace StreamVerse.Media.Subtitles;

/// <summary>A subtitle track in WebVTT (W3C WebVTT: The Web Video Text Tracks Format).</summary>
/// <param name="Cues">The cues in the order of their start.</param>
/// <param name="HeaderBlocks">STYLE and REGION blocks, which go before the cues of every file; usually none.</param>
public sealed record WebVttDocument(ImmutableArray<WebVttCue> Cues, ImmutableArray<string> HeaderBlocks)
{
    /// <summary>Most bytes of a file in UTF-8: 20 MiB.</summary>
    public const int MaxBytes = 20 * 1024 * 1024;

    /// <summary>Most cues of a file.</summary>
    public const int MaxCues = 200_000;

    /// <summary>Every time of a cue is below this many hours: they are read from four digits.</summary>
    public const int MaxHours = 10_000;

    /// <summary>
    /// Reads a file. As the specification asks, comments and blocks without times are passed over, and cues that never
    /// show or say nothing are left out; hours may be absent, and a comma may stand for the decimal point.
    /// </summary>
    /// <param name="text">The file.</param>
    /// <exception cref="FormatException">The file is not WebVTT, a cue's times cannot be read, or the file is too large; the message names the line.</exception>
    public static WebVttDocument Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new WebVttParser(text).Parse();
    }

    /// <summary>The same track earlier or later. Cues that would end before the title begins are left out.</summary>
    /// <param name="offset">What to add to every time; may be negative.</param>
    public WebVttDocument Shift(TimeSpan offset) => this with
    {
        Cues =
        [
            .. Cues
                .Where(cue => cue.End + offset > TimeSpan.Zero)
                .Select(cue => cue with { Start = TimeSpan.FromTicks(Math.Max(0, (cue.Start + offset).Ticks)), End = cue.End + offset }),
        ],
    };

    /// <summary>The whole track as one file, for DASH and for download.</summary>
    /// <returns>The file in UTF-8.</returns>
    public byte[] ToUtf8()
    {
        var writer = new WebVttWriter();
        writer.WriteHeader(HeaderBlocks);
        foreach (var cue in Cues)
        {
            writer.Write(cue);
        }

        return writer.ToUtf8();
    }
}
