using System.Globalization;
using System.Text.Json;
using FFMpegCore;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Encoding.Inspection.Probing;

/// <summary>Reads ffprobe's fields, most of which are text and any of which may be absent.</summary>
internal static class ProbeFields
{
    /// <summary>Seconds as text to microseconds; 0 where absent.</summary>
    public static long Microseconds(string? seconds) =>
        decimal.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && Math.Abs(value) < 1e12m
            ? (long)Math.Round(value * 1_000_000m)
            : 0;

    /// <summary>Seconds as text; 0 where absent.</summary>
    public static double Seconds(string? seconds) => Microseconds(seconds) / 1e6;

    /// <summary>The ticks that a track counts time in.</summary>
    public static Rational TimeBase(FFProbeStream stream) =>
        stream.ExtensionData is { } fields && fields.TryGetValue("time_base", out var value) && value.ValueKind == JsonValueKind.String
        && TryFraction(value.GetString(), out var fraction)
            ? fraction
            : throw new UnusableSourceException(UnusableSourceCodes.BrokenTimestamps, "The video track does not say how its times are counted.");

    /// <summary>Reads <c>a/b</c> or <c>a:b</c>, both above 0.</summary>
    public static bool TryFraction(string? text, out Rational fraction)
    {
        fraction = default;
        var parts = (text ?? string.Empty).Split('/', ':');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var numerator)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var denominator)
            || numerator == 0 || denominator == 0)
        {
            return false;
        }

        fraction = new Rational(numerator, denominator);
        return true;
    }

    /// <summary>The codec's name, or <c>unknown</c>.</summary>
    public static string CodecName(FFProbeStream stream) =>
        string.IsNullOrEmpty(stream.CodecName) || stream.CodecName == "none" ? "unknown" : stream.CodecName;

    /// <summary>Whether a disposition is set.</summary>
    public static bool Has(FFProbeStream stream, string disposition) =>
        stream.Disposition is { } dispositions && dispositions.TryGetValue(disposition, out var value) && value != 0;

    /// <summary>The language as a BCP 47 tag.</summary>
    public static string Language(FFProbeStream stream) => Languages.ToBcp47(Tag(stream, "language"));

    /// <summary>The track's own title: one line, not too long; null where it has none.</summary>
    public static string? Title(FFProbeStream stream)
    {
        var title = new string([.. (Tag(stream, "title") ?? string.Empty).Where(character => !char.IsControl(character))]).Trim();
        return title.Length switch
        {
            0 => null,
            > AcceptedSources.MaxTitleLength => title[..AcceptedSources.MaxTitleLength],
            _ => title,
        };
    }

    /// <summary>The clockwise rotation for display, a multiple of 90 from 0 to 270.</summary>
    public static int Rotation(FFProbeStream stream)
    {
        foreach (var sideData in stream.SideData ?? [])
        {
            // ffprobe gives the matrix' angle, counter-clockwise; the picture must be turned back by it.
            if (sideData.TryGetValue("rotation", out var value) && value.TryGetValue<double>(out var degrees))
            {
                return ((((int)Math.Round(-degrees / 90) % 4) + 4) % 4) * 90;
            }
        }

        return 0;
    }

    private static string? Tag(FFProbeStream stream, string name) =>
        stream.Tags?.FirstOrDefault(tag => tag.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
}
