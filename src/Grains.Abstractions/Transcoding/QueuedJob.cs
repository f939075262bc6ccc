namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>A job as the queue knows it.</summary>
/// <param name="JobId">The job.</param>
/// <param name="OrgId">The tenant: tenants of one class take turns.</param>
/// <param name="Priority">The class that its work is in.</param>
/// <param name="HasUrgent">Whether something is undone that stands between a viewer and the first picture.</param>
[GenerateSerializer, Immutable]
[Alias("sv.QueuedJob")]
public sealed record QueuedJob(
    [property: Id(0)] Guid JobId,
    [property: Id(1)] Guid OrgId,
    [property: Id(2)] WorkPriority Priority,
    [property: Id(3)] bool HasUrgent);
