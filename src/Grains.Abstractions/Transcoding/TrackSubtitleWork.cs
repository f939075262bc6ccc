using StreamVerse.Media.Ladders;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>Turn a WebVTT or SubRip file into a subtitle rendition of a title that exists already.</summary>
/// <param name="Grid">The title's timeline.</param>
/// <param name="Rung">The rendition.</param>
[GenerateSerializer, Immutable]
[Alias("sv.TrackSubtitleWork")]
public sealed record TrackSubtitleWork([property: Id(0)] SegmentGrid Grid, [property: Id(1)] SubtitleRung Rung) : WorkItem;
