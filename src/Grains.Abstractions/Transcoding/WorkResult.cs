namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>What came of an item.</summary>
[GenerateSerializer, Immutable]
[Alias("sv.WorkResult")]
public abstract record WorkResult;
