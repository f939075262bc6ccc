using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>Encode one rendition of a sound file, whole, on the grid of a title that exists already.</summary>
/// <param name="Source">What the file is.</param>
/// <param name="Grid">The title's timeline.</param>
/// <param name="Rung">The rendition.</param>
[GenerateSerializer, Immutable]
[Alias("sv.TrackAudioWork")]
public sealed record TrackAudioWork(
    [property: Id(0)] TrackSource Source,
    [property: Id(1)] SegmentGrid Grid,
    [property: Id(2)] AudioRung Rung) : WorkItem;
