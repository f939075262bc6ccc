using System.Collections.Immutable;
using System.Globalization;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Media.Playlists;

/// <summary>
/// The audio renditions that one set of variants offers: the choices of the title, each in the group's channel count,
/// or in the nearest below where a track has no such rendition. So every group has the same members under the same
/// names, as RFC 8216bis demands (section 4.4.6.1.1).
/// </summary>
/// <param name="Id">GROUP-ID.</param>
/// <param name="Members">The renditions, in the title's order; at least one.</param>
/// <param name="DefaultName">The name of the one that plays unless the viewer chooses another.</param>
internal sealed record AudioGroup(string Id, ImmutableArray<AudioRendition> Members, string DefaultName)
{
    /// <summary>Largest peak bit rate of any member, in bits per second.</summary>
    public long PeakBitsPerSecond => Members.Max(member => member.PeakBitsPerSecond);

    /// <summary>Largest average bit rate of any member, in bits per second.</summary>
    public long AverageBitsPerSecond => Members.Max(member => member.AverageBitsPerSecond);

    /// <summary>The groups of a title, fewest channels first; none where it has no sound.</summary>
    public static ImmutableArray<AudioGroup> Of(ImmutableArray<AudioRendition> renditions)
    {
        var choices = renditions.GroupBy(rendition => rendition.Name, StringComparer.Ordinal).ToArray();
        if (choices.Length == 0)
        {
            return [];
        }

        var fewest = renditions.Min(rendition => rendition.Channels);
        var defaultName = (renditions.FirstOrDefault(rendition => rendition.IsDefault && rendition.Channels == fewest) ?? renditions[0]).Name;
        return
        [
            .. renditions
                .Select(rendition => rendition.Channels)
                .Distinct()
                .Order()
                .Select(channels => new AudioGroup(
                    string.Create(CultureInfo.InvariantCulture, $"audio-{channels}ch"),
                    [.. choices.Select(choice => Nearest(choice, channels))],
                    defaultName)),
        ];
    }

    private static AudioRendition Nearest(IEnumerable<AudioRendition> choice, int channels)
    {
        var ordered = choice.OrderBy(rendition => rendition.Channels).ToArray();
        return ordered.LastOrDefault(rendition => rendition.Channels <= channels) ?? ordered[0];
    }
}
