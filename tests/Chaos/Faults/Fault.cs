using StreamVerse.Testing;

namespace StreamVerse.Chaos.Tests.Faults;

/// <summary>Something that goes wrong.</summary>
/// <param name="Name">For people.</param>
/// <param name="StrikeAsync">Does it to a cluster, and returns when the fault is over and what it hit is itself again.</param>
internal sealed record Fault(string Name, Func<ClusterServer, CancellationToken, Task> StrikeAsync)
{
    /// <summary>Whether requests may fail for it: where nothing can be stored, what would store something is refused.</summary>
    public bool MayRefuse { get; init; }

    /// <summary>Why it cannot be done here, for people; <see langword="null"/> when it can.</summary>
    public string? MissingReason { get; init; }
}
