using System.Collections.Immutable;
using System.Globalization;
using StreamVerse.Media.Sources;

namespace StreamVerse.Media.Ladders;

/// <summary>Decides what is made of a track that is added to a title: the same as if it had been in the title's source.</summary>
public static class TrackPlanner
{
    private const int Stereo = 2;
    private const int Surround = 6;

    /// <summary>The audio renditions of a track: stereo, and 5.1 as well where it has that.</summary>
    /// <param name="track">The track.</param>
    /// <param name="number">Its number in the title, above those of all tracks that the title ever had.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="name">The name that viewers choose it by.</param>
    /// <param name="isDefault">Whether it plays unless the viewer chooses another.</param>
    public static ImmutableArray<AudioRung> Audio(SourceAudioTrack track, int number, string language, string name, bool isDefault)
    {
        ArgumentNullException.ThrowIfNull(track);
        var options = new EncodePlannerOptions();
        var stereo = Rung(Stereo, options.StereoBitsPerSecond);
        return track.Channels >= Surround ? [stereo, Rung(Surround, options.SurroundBitsPerSecond)] : [stereo];

        AudioRung Rung(int channels, int bitsPerSecond) => new(
            AudioId(number, language, channels),
            track.StreamIndex,
            language,
            name,
            channels,
            bitsPerSecond,
            isDefault);
    }

    /// <summary>The ids of all audio renditions that a track may get.</summary>
    /// <param name="number">The track's number in the title.</param>
    /// <param name="language">BCP 47 tag.</param>
    public static ImmutableArray<string> AudioIds(int number, string language) => [AudioId(number, language, Stereo), AudioId(number, language, Surround)];

    /// <summary>The rendition of a subtitle file.</summary>
    /// <param name="number">Its number in the title, above those of all tracks that the title ever had.</param>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="name">The name that viewers choose it by.</param>
    public static SubtitleRung Subtitles(int number, string language, string name) => new(
        string.Create(CultureInfo.InvariantCulture, $"s{number}-{TrackNames.IdPart(language)}"), 0, language, name, IsDefault: false, IsForced: false, IsHearingImpaired: false);

    /// <summary>A name that viewers can tell from those that are taken: the language, then the track's own name, then a number.</summary>
    /// <param name="language">BCP 47 tag.</param>
    /// <param name="name">The track's own name, if any.</param>
    /// <param name="taken">Names of the title's other tracks of this kind.</param>
    public static string ChooseName(string language, string? name, IEnumerable<string> taken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        return new TrackNames("Track", taken).Choose(language, name);
    }

    private static string AudioId(int number, string language, int channels) =>
        string.Create(CultureInfo.InvariantCulture, $"a{number}-{TrackNames.IdPart(language)}-{channels}ch");
}
