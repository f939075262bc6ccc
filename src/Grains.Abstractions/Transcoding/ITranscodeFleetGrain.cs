using Orleans.Concurrency;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>
/// The region's queue of transcode work (key: region). It decides whose item is leased next: by class, and within a class
/// tenants take turns. It stores nothing: which jobs are open is read from the jobs themselves, and what it knows of workers
/// they tell it anew.
/// </summary>
[Alias("sv.ITranscodeFleetGrain")]
public interface ITranscodeFleetGrain : IGrainWithStringKey
{
    /// <summary>A job has work to do; waiting workers are told. Idempotent.</summary>
    /// <param name="job">The job.</param>
    [Alias("Announce")]
    [AlwaysInterleave]
    [Repeatable]
    Task Announce(QueuedJob job);

    /// <summary>A job has ended.</summary>
    /// <param name="jobId">The job.</param>
    [Alias("Remove")]
    [AlwaysInterleave]
    [Repeatable]
    Task Remove(Guid jobId);

    /// <summary>Says what came of an item. A worker over which several jobs in a row fail is quarantined.</summary>
    /// <param name="outcome">What came of it.</param>
    [Alias("Report")]
    [AlwaysInterleave]
    [Repeatable]
    Task Report(WorkerOutcome outcome);

    /// <summary>What waits, what is being done, and by whom.</summary>
    [Alias("GetView")]
    [AlwaysInterleave]
    [Repeatable]
    Task<FleetView> GetView();

    /// <summary>Leases the next item that the worker can do, waiting a while for one.</summary>
    /// <param name="worker">Who asks.</param>
    /// <param name="maxWait">How long to wait, at most 10 s.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The lease, or <see langword="null"/>: ask again.</returns>
    /// <exception cref="Errors.DomainException"><c>worker-quarantined</c>: the worker failed several jobs; it must test itself and ask again.</exception>
    [Alias("Lease")]
    [ResponseTimeout("00:00:30")]
    [AlwaysInterleave]
    Task<WorkLease?> Lease(WorkerDescription worker, TimeSpan maxWait, CancellationToken cancellationToken = default);
}
