namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>A subtitle rendition's files are stored.</summary>
/// <param name="Cues">How many cues it has.</param>
[GenerateSerializer, Immutable]
[Alias("sv.SubtitleResult")]
public sealed record SubtitleResult([property: Id(0)] int Cues) : WorkResult;
