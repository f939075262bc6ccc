using System.Collections.Immutable;
using System.Globalization;
using StreamVerse.Media.Sources;

namespace StreamVerse.Media.Ladders;

/// <summary>
/// The audio renditions of a source: stereo of every track, and 5.1 as well of those that have it. Both renditions of a
/// track carry one name, so that an HLS group of each channel count has the same members (RFC 8216bis, section 4.4.6.1.1).
/// </summary>
internal static class AudioLadder
{
    private const int Stereo = 2;
    private const int Surround = 6;

    public static ImmutableArray<AudioRung> Build(ImmutableArray<SourceAudioTrack> tracks, EncodePlannerOptions options)
    {
        var names = new TrackNames("Audio");
        var kept = tracks
            .Take(options.MaxAudioTracks)
            .Select((track, index) => new NamedTrack(index + 1, track, names.Choose(track.Language, track.Title)))
            .ToArray();
        if (kept.Length == 0)
        {
            return [];
        }

        var preferred = DefaultOf(kept, kept[0].Track.Language);
        var surround = kept.Where(named => named.Track.Channels >= Surround).ToArray();
        return
        [
            .. kept.Select(named => Rung(named, Stereo, options.StereoBitsPerSecond, named == preferred)),
            .. surround.Select(named => Rung(
                named,
                Surround,
                options.SurroundBitsPerSecond,
                named == (surround.Contains(preferred) ? preferred : DefaultOf(surround, preferred.Track.Language)))),
        ];
    }

    private static NamedTrack DefaultOf(NamedTrack[] tracks, string language) =>
        Array.Find(tracks, named => named.Track.IsDefault)
        ?? Array.Find(tracks, named => named.Track.Language == language)
        ?? tracks[0];

    private static AudioRung Rung(NamedTrack named, int channels, int bitsPerSecond, bool isDefault) => new(
        string.Create(CultureInfo.InvariantCulture, $"a{named.Number}-{TrackNames.IdPart(named.Track.Language)}-{channels}ch"),
        named.Track.StreamIndex,
        named.Track.Language,
        named.Name,
        channels,
        bitsPerSecond,
        isDefault);

    private sealed record NamedTrack(int Number, SourceAudioTrack Track, string Name);
}
