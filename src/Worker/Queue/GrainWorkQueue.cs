using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Worker.Queue;

/// <summary>The work queue of the cluster that this process is a silo of.</summary>
/// <param name="grains">The cluster.</param>
internal sealed class GrainWorkQueue(IGrainFactory grains) : IWorkQueue
{
    public async Task<WorkLease?> LeaseAsync(WorkerDescription worker, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<ITranscodeFleetGrain>(Region.Here).Lease(worker, maxWait, cancellationToken);
        }
        catch (DomainException exception) when (exception.Code == WorkerQuarantinedException.Code)
        {
            throw new WorkerQuarantinedException(exception);
        }
    }

    public Task<bool> HeartbeatAsync(WorkLeaseId lease, WorkProgress progress, CancellationToken cancellationToken) =>
        Job(lease).Heartbeat(lease, progress).WaitAsync(cancellationToken);

    public Task<bool> CompleteAsync(WorkLeaseId lease, WorkResult result, CancellationToken cancellationToken) =>
        Job(lease).Complete(lease, result).WaitAsync(cancellationToken);

    public Task FailAsync(WorkLeaseId lease, WorkFailure failure, CancellationToken cancellationToken) =>
        Job(lease).Fail(lease, failure).WaitAsync(cancellationToken);

    private ITranscodeJobGrain Job(WorkLeaseId lease) => grains.GetGrain<ITranscodeJobGrain>(lease.JobId);
}
