namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>How far an item is.</summary>
/// <param name="Fraction">0 to 1.</param>
/// <param name="SegmentsStored">For audio: how many segments, from the first on, are stored and may be played.</param>
[GenerateSerializer, Immutable]
[Alias("sv.WorkProgress")]
public sealed record WorkProgress([property: Id(0)] double Fraction, [property: Id(1)] int SegmentsStored);
