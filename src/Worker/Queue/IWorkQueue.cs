using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Worker.Queue;

/// <summary>Where a worker gets its work from. One adapter calls grains of the same cluster.</summary>
public interface IWorkQueue
{
    /// <summary>Leases the next item, waiting a while for one.</summary>
    /// <param name="worker">Who asks.</param>
    /// <param name="maxWait">How long to wait, at most 10 s.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The lease, or <see langword="null"/>: ask again.</returns>
    /// <exception cref="WorkerQuarantinedException">The worker must test itself first.</exception>
    Task<WorkLease?> LeaseAsync(WorkerDescription worker, TimeSpan maxWait, CancellationToken cancellationToken);

    /// <summary>Keeps a lease and tells how far its item is.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="progress">How far.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns><see langword="false"/>: the lease is lost; stop at once.</returns>
    Task<bool> HeartbeatAsync(WorkLeaseId lease, WorkProgress progress, CancellationToken cancellationToken);

    /// <summary>Hands a result in.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="result">The result.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns><see langword="false"/>: the lease was lost; the result was ignored.</returns>
    Task<bool> CompleteAsync(WorkLeaseId lease, WorkResult result, CancellationToken cancellationToken);

    /// <summary>Gives an item back undone.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="failure">Why.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task FailAsync(WorkLeaseId lease, WorkFailure failure, CancellationToken cancellationToken);
}
