using StreamVerse.Chaos.Tests.Load;

namespace StreamVerse.Chaos.Tests.Reports;

/// <summary>What came of a fault.</summary>
/// <param name="Name">The fault.</param>
/// <param name="Load">What clients saw from the fault until all was well again.</param>
/// <param name="RecoveredAfter">From the fault to the last answer that was no success, or zero where all were.</param>
/// <param name="Broken">What does not hold.</param>
internal sealed record FaultResult(string Name, LoadWindow Load, TimeSpan RecoveredAfter, IReadOnlyList<string> Broken)
{
    /// <summary>Why the fault was not tried; <see langword="null"/> when it was.</summary>
    public string? MissingReason { get; init; }

    /// <summary>A fault that was not tried.</summary>
    public static FaultResult NotTried(string name, string reason) =>
        new(name, new LoadWindow(TimeSpan.Zero, new LatencyHistogram(), [], 0, 0, TimeSpan.Zero), TimeSpan.Zero, []) { MissingReason = reason };
}
