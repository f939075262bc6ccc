using System.Collections.Immutable;
using System.Globalization;
using StreamVerse.Media.Sources;

namespace StreamVerse.Media.Ladders;

/// <summary>
/// The subtitle renditions of a source: one of every text track. At most one is on by default: the first that the file
/// marks so. None is where the file marks none, as most viewers want none.
/// </summary>
internal static class SubtitleLadder
{
    public static ImmutableArray<SubtitleRung> Build(ImmutableArray<SourceSubtitleTrack> tracks, EncodePlannerOptions options)
    {
        var names = new TrackNames("Subtitles");
        var kept = tracks.Take(options.MaxSubtitleTracks).ToArray();
        var preferred = Array.Find(kept, track => track.IsDefault);
        return [.. kept.Select((track, index) => Rung(index + 1, track, names, track == preferred))];
    }

    private static SubtitleRung Rung(int number, SourceSubtitleTrack track, TrackNames names, bool isDefault) => new(
        string.Create(CultureInfo.InvariantCulture, $"s{number}-{TrackNames.IdPart(track.Language)}"),
        track.StreamIndex,
        track.Language,
        names.Choose(track.Language, track.Title ?? Kind(track)),
        isDefault,
        track.IsForced,
        track.IsHearingImpaired);

    private static string? Kind(SourceSubtitleTrack track) => track switch
    {
        { IsForced: true } => "forced",
        { IsHearingImpaired: true } => "SDH",
        _ => null,
    };
}
