using Orleans.Concurrency;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>
/// Makes the renditions of one source (key: job id). It alone decides what is to be done, who does which item of it
/// (by leases with fencing tokens), and when the result is whole. It never runs a codec itself.
/// </summary>
[Alias("sv.ITranscodeJobGrain")]
public interface ITranscodeJobGrain : IGrainWithGuidKey
{
    /// <summary>Begins the job. Idempotent.</summary>
    /// <param name="order">What to transcode.</param>
    [Alias("Start")]
    [Repeatable]
    Task Start(TranscodeOrder order);

    /// <summary>Goes on with a failed job: items that are done stay done. Idempotent.</summary>
    [Alias("Retry")]
    [Repeatable]
    Task Retry();

    /// <summary>Calls the job off; leases are lost at their next heartbeat. Idempotent.</summary>
    [Alias("Cancel")]
    [Repeatable]
    Task Cancel();

    /// <summary>Leases the next item that the worker can do.</summary>
    /// <param name="worker">Who asks.</param>
    /// <param name="scope">Which items count.</param>
    /// <returns>The lease, or <see langword="null"/> when there is nothing to do now.</returns>
    [Alias("TryLease")]
    [ResponseTimeout("00:00:10")]
    Task<WorkLease?> TryLease(WorkerDescription worker, LeaseScope scope);

    /// <summary>What there is to do yet, and who does it.</summary>
    /// <returns>The view; <see langword="null"/> where the job is not open.</returns>
    [ReadOnly]
    [Alias("GetQueue")]
    Task<JobQueueView?> GetQueue();

    /// <summary>A lease as it was given out, while it is held; otherwise <see langword="null"/>.</summary>
    /// <param name="lease">Names it.</param>
    [ReadOnly]
    [Alias("FindLease")]
    Task<WorkLease?> FindLease(WorkLeaseId lease);

    /// <summary>Keeps a lease and tells how far its item is.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="progress">How far.</param>
    /// <returns><see langword="false"/>: the lease is lost; stop at once and throw the result away.</returns>
    [Alias("Heartbeat")]
    [Repeatable]
    Task<bool> Heartbeat(WorkLeaseId lease, WorkProgress progress);

    /// <summary>Hands an item's result in. Everything it names is stored already.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="result">The result.</param>
    /// <returns><see langword="false"/>: the lease was lost; the result was ignored.</returns>
    [Alias("Complete")]
    [Repeatable]
    Task<bool> Complete(WorkLeaseId lease, WorkResult result);

    /// <summary>Gives an item back undone.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="failure">Why.</param>
    [Alias("Fail")]
    [Repeatable]
    Task Fail(WorkLeaseId lease, WorkFailure failure);

    /// <summary>Takes up what a crash left half done. Called by the sweeper.</summary>
    [Alias("Resume")]
    [Repeatable]
    Task Resume();
}
