using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>Find out whether a file holds a track of a kind.</summary>
/// <param name="Kind">What is looked for.</param>
/// <param name="Language">BCP 47 tag: of several audio tracks, the one in this language.</param>
[GenerateSerializer, Immutable]
[Alias("sv.TrackInspectWork")]
public sealed record TrackInspectWork([property: Id(0)] TrackKind Kind, [property: Id(1)] string Language) : WorkItem;
