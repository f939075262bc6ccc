using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>Turn one text subtitle track into WebVTT.</summary>
/// <param name="Source">What the source is.</param>
/// <param name="Plan">What is made of it.</param>
/// <param name="Rung">The rendition.</param>
[GenerateSerializer, Immutable]
[Alias("sv.SubtitleWork")]
public sealed record SubtitleWork(
    [property: Id(0)] SourceDescription Source,
    [property: Id(1)] EncodePlan Plan,
    [property: Id(2)] SubtitleRung Rung) : WorkItem;
