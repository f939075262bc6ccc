namespace StreamVerse.Bench.Bare;

/// <summary>The least that a grain can do.</summary>
[Alias("bench.IPingGrain")]
public interface IPingGrain : IGrainWithGuidKey
{
    /// <summary>Answers how often it was asked.</summary>
    [Alias("Ping")]
    Task<long> Ping();
}
