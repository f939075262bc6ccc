using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>A track to make for a title that has its video already.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Number">Its number among the title's tracks, part of its renditions' ids; never used twice in a title.</param>
/// <param name="Language">BCP 47 tag.</param>
/// <param name="Name">The name that viewers choose it by, unique in the title.</param>
/// <param name="IsDefault">Whether it plays unless the viewer chooses another.</param>
/// <param name="Grid">The title's timeline, which the track is cut on.</param>
[GenerateSerializer, Immutable]
[Alias("sv.TrackOrder")]
public sealed record TrackOrder(
    [property: Id(0)] TrackKind Kind,
    [property: Id(1)] int Number,
    [property: Id(2)] string Language,
    [property: Id(3)] string Name,
    [property: Id(4)] bool IsDefault,
    [property: Id(5)] SegmentGrid Grid);
