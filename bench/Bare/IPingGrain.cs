using StreamVerse.Grains.Abstractions.Playback;

namespace StreamVerse.Bench.Bare;

/// <summary>The least that a grain can do.</summary>
[Alias("bench.IPingGrain")]
public interface IPingGrain : IGrainWithGuidKey
{
    /// <summary>Answers how often it was asked.</summary>
    [Alias("Ping")]
    Task<long> Ping();

    /// <summary>Answers as much as a session of ours does.</summary>
    [Alias("Grant")]
    Task<SessionGrant> Grant();
}
