namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>One piece of a job that one worker does.</summary>
[GenerateSerializer, Immutable]
[Alias("sv.WorkItem")]
public abstract record WorkItem;
