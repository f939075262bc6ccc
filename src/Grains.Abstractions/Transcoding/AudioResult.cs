namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>An audio rendition's segments are stored.</summary>
/// <param name="Rendition">Its measurement.</param>
[GenerateSerializer, Immutable]
[Alias("sv.AudioResult")]
public sealed record AudioResult([property: Id(0)] RenditionMeasurement Rendition) : WorkResult;
