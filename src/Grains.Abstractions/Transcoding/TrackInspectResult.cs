using StreamVerse.Media.Sources;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>What track the file holds.</summary>
/// <param name="Source">The findings.</param>
[GenerateSerializer, Immutable]
[Alias("sv.TrackInspectResult")]
public sealed record TrackInspectResult([property: Id(0)] TrackSource Source) : WorkResult;
