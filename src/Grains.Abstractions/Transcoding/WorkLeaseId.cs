namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>Names one lease of one item.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Item">The item's number in the job.</param>
/// <param name="Token">The fencing token: larger than that of every earlier lease of the job, across restarts.</param>
[GenerateSerializer, Immutable]
[Alias("sv.WorkLeaseId")]
public readonly record struct WorkLeaseId([property: Id(0)] Guid JobId, [property: Id(1)] int Item, [property: Id(2)] long Token);
