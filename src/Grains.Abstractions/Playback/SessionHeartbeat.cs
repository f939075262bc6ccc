namespace StreamVerse.Grains.Abstractions.Playback;

/// <summary>What a player tells while it plays.</summary>
/// <param name="PositionSeconds">Where it plays, 0 or more.</param>
/// <param name="BitsPerSecond">Bit rate of the rendition shown; 0 where unknown.</param>
/// <param name="StallSeconds">Seconds stalled since the last beat.</param>
/// <param name="DroppedFrames">Frames dropped since the last beat.</param>
/// <param name="BeatId">Which beat it is, so that one which is repeated is summed up once; empty: each is one of its own.</param>
[GenerateSerializer, Immutable]
[Alias("sv.SessionHeartbeat")]
public sealed record SessionHeartbeat(
    [property: Id(0)] double PositionSeconds,
    [property: Id(1)] long BitsPerSecond,
    [property: Id(2)] double StallSeconds,
    [property: Id(3)] int DroppedFrames,
    [property: Id(4)] Guid BeatId = default);
