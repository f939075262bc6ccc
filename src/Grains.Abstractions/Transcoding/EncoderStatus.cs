namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>What an encoding slot is doing.</summary>
/// <param name="IsRunning">Whether it leases work.</param>
/// <param name="Current">The item at hand, for people; <see langword="null"/> when idle.</param>
/// <param name="CompletedItems">Items handed in since it started.</param>
/// <param name="FailedItems">Items given back since it started.</param>
[GenerateSerializer, Immutable]
[Alias("sv.EncoderStatus")]
public sealed record EncoderStatus(
    [property: Id(0)] bool IsRunning,
    [property: Id(1)] string? Current,
    [property: Id(2)] long CompletedItems,
    [property: Id(3)] long FailedItems);
