using System.Globalization;
using System.Text.RegularExpressions;

namespace StreamVerse.EndToEnd.Tests.Judges;

/// <summary>The least that a test must read of a playlist by itself: addresses, durations and attributes.</summary>
internal static partial class HlsLines
{
    /// <summary>Every address that a playlist names, in lines of their own and in attributes.</summary>
    public static IEnumerable<string> Addresses(string playlist) =>
        Lines(playlist).Where(line => !line.StartsWith('#')).Concat(Lines(playlist).Where(line => line.StartsWith('#')).SelectMany(line => UriAttribute().Matches(line)).Select(match => match.Groups[1].Value));

    /// <summary>Segments in order, each with its EXTINF.</summary>
    public static IReadOnlyList<(string Address, double Seconds)> Segments(string playlist)
    {
        var segments = new List<(string, double)>();
        var seconds = 0.0;
        foreach (var line in Lines(playlist))
        {
            if (line.StartsWith("#EXTINF:", StringComparison.Ordinal))
            {
                seconds = double.Parse(line[8..line.IndexOf(',', StringComparison.Ordinal)], CultureInfo.InvariantCulture);
            }
            else if (!line.StartsWith('#'))
            {
                segments.Add((line, seconds));
            }
        }

        return segments;
    }

    /// <summary>The variants of a multivariant playlist: address, BANDWIDTH, CODECS, RESOLUTION, FRAME-RATE, AUDIO.</summary>
    public static IReadOnlyList<HlsVariant> Variants(string playlist)
    {
        var lines = Lines(playlist);
        return
        [
            .. Enumerable.Range(0, lines.Length).Where(at => lines[at].StartsWith("#EXT-X-STREAM-INF:", StringComparison.Ordinal)).Select(at => new HlsVariant(
                lines[at + 1],
                long.Parse(Attribute(lines[at], "BANDWIDTH"), CultureInfo.InvariantCulture),
                long.Parse(Attribute(lines[at], "AVERAGE-BANDWIDTH"), CultureInfo.InvariantCulture),
                Attribute(lines[at], "CODECS").Split(','),
                Attribute(lines[at], "RESOLUTION"),
                double.Parse(Attribute(lines[at], "FRAME-RATE"), CultureInfo.InvariantCulture))),
        ];
    }

    /// <summary>An attribute's value without its quotes, or an empty text.</summary>
    public static string Attribute(string line, string name) =>
        Regex.Match(line, $"[:,]{name}=(?:\"([^\"]*)\"|([^,]*))") is { Success: true } match ? match.Groups[1].Value + match.Groups[2].Value : "";

    public static string[] Lines(string playlist) => playlist.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex("URI=\"([^\"]+)\"")]
    private static partial Regex UriAttribute();
}
