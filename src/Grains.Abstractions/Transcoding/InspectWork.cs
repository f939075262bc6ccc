namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>Find out what the source is.</summary>
[GenerateSerializer, Immutable]
[Alias("sv.InspectWork")]
public sealed record InspectWork : WorkItem;
