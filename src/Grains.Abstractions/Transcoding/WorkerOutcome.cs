namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>What came of an item, as far as it speaks for or against the worker that had it.</summary>
/// <param name="Worker">The worker's name.</param>
/// <param name="JobId">The job that the item is of.</param>
/// <param name="IsDone">Whether the item was done; otherwise it failed, or the worker went silent over it.</param>
[GenerateSerializer, Immutable]
[Alias("sv.WorkerOutcome")]
public sealed record WorkerOutcome(
    [property: Id(0)] string Worker,
    [property: Id(1)] Guid JobId,
    [property: Id(2)] bool IsDone);
