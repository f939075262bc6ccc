using StreamVerse.Media.Sources;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>What the source is.</summary>
/// <param name="Source">The findings.</param>
[GenerateSerializer, Immutable]
[Alias("sv.InspectResult")]
public sealed record InspectResult([property: Id(0)] SourceDescription Source) : WorkResult;
