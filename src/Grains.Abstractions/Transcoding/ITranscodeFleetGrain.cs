using Orleans.Concurrency;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>
/// The region's queue of transcode work (key: region). It decides whose item is leased next. It keeps nothing of its
/// own: which jobs are open is read from the jobs themselves.
/// </summary>
[Alias("sv.ITranscodeFleetGrain")]
public interface ITranscodeFleetGrain : IGrainWithStringKey
{
    /// <summary>A job has work to do; waiting workers are told. Idempotent.</summary>
    /// <param name="jobId">The job.</param>
    [Alias("Announce")]
    [AlwaysInterleave]
    [Repeatable]
    Task Announce(Guid jobId);

    /// <summary>A job has ended.</summary>
    /// <param name="jobId">The job.</param>
    [Alias("Remove")]
    [AlwaysInterleave]
    [Repeatable]
    Task Remove(Guid jobId);

    /// <summary>Leases the next item that the worker can do, waiting a while for one.</summary>
    /// <param name="worker">Who asks.</param>
    /// <param name="maxWait">How long to wait, at most 10 s.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The lease, or <see langword="null"/>: ask again.</returns>
    [Alias("Lease")]
    [ResponseTimeout("00:00:30")]
    [AlwaysInterleave]
    Task<WorkLease?> Lease(WorkerDescription worker, TimeSpan maxWait, CancellationToken cancellationToken = default);
}
