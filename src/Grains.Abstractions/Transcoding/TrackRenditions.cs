using System.Collections.Immutable;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>What a job that added a track has made; one of both is empty.</summary>
/// <param name="Audio">Audio renditions.</param>
/// <param name="Subtitles">Subtitle renditions.</param>
[GenerateSerializer, Immutable]
[Alias("sv.TrackRenditions")]
public sealed record TrackRenditions(
    [property: Id(0)] ImmutableArray<AudioRendition> Audio,
    [property: Id(1)] ImmutableArray<SubtitleRendition> Subtitles);
