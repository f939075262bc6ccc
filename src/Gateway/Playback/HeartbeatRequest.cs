using StreamVerse.Grains.Abstractions.Playback;

namespace StreamVerse.Gateway.Playback;

/// <summary>Body of <c>POST /v1/playback/sessions/{id}/heartbeat</c>; every field may be left out.</summary>
/// <param name="PositionSeconds">Where the player is.</param>
/// <param name="Bitrate">Bits per second of the rendition shown.</param>
/// <param name="StallSeconds">Seconds stalled since the last beat.</param>
/// <param name="DroppedFrames">Frames dropped since the last beat.</param>
internal sealed record HeartbeatRequest(double PositionSeconds, double Bitrate, double StallSeconds, int DroppedFrames)
{
    private const double LongestSeconds = 100 * 3600;
    private const double LargestBitrate = 1e9;

    /// <summary>A new beat with every number in its sensible range: a player's clock or estimate may be anything.</summary>
    public SessionHeartbeat ToMessage() => new(
        Range(PositionSeconds, LongestSeconds),
        (long)Range(Bitrate, LargestBitrate),
        Range(StallSeconds, LongestSeconds),
        Math.Max(0, DroppedFrames),
        Guid.NewGuid());

    private static double Range(double value, double largest) => double.IsFinite(value) ? Math.Clamp(value, 0, largest) : 0;
}
