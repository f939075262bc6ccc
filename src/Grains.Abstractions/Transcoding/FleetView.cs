using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>The region's queue of work and its workers, for those who run them.</summary>
/// <param name="QueueDepth">Items that wait for a worker, of the jobs listed.</param>
/// <param name="OldestSeconds">How long the one that waits longest has waited, in seconds; 0 where none waits.</param>
/// <param name="Workers">Every worker that asked for work lately or has some, by name.</param>
/// <param name="Jobs">Open jobs, in the order in which their next items are given out; at most <see cref="MaxJobs"/>.</param>
/// <param name="OpenJobs">How many jobs are open in all.</param>
[GenerateSerializer, Immutable]
[Alias("sv.FleetView")]
public sealed record FleetView(
    [property: Id(0)] int QueueDepth,
    [property: Id(1)] double OldestSeconds,
    [property: Id(2)] ImmutableArray<FleetWorker> Workers,
    [property: Id(3)] ImmutableArray<FleetJob> Jobs,
    [property: Id(4)] int OpenJobs)
{
    /// <summary>How many jobs are looked into for one view: those whose turn comes first.</summary>
    public const int MaxJobs = 100;
}
