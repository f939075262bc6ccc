using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Abstractions.Transcoding.Remote;
using StreamVerse.Worker.Queue;

namespace StreamVerse.Worker.Remote;

/// <summary>The work queue of a cluster that this worker is no member of: HTTPS to its gateways, outbound only.</summary>
/// <param name="gateway">Calls them.</param>
internal sealed class HttpWorkQueue(GatewayClient gateway) : IWorkQueue
{
    public async Task<WorkLease?> LeaseAsync(WorkerDescription worker, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        try
        {
            return await gateway.PostAsync<LeaseRequest, WorkLease>(WorkProtocol.Root, LeaseRequest.Of(worker, maxWait), maxWait, cancellationToken);
        }
        catch (GatewayRefusedException exception) when (exception.Code == WorkerQuarantinedException.Code)
        {
            throw new WorkerQuarantinedException(exception);
        }
    }

    public Task<bool> HeartbeatAsync(WorkLeaseId lease, WorkProgress progress, CancellationToken cancellationToken) =>
        TellAsync(lease, "heartbeat", progress, cancellationToken);

    public Task<bool> CompleteAsync(WorkLeaseId lease, WorkResult result, CancellationToken cancellationToken) =>
        TellAsync(lease, "result", result, cancellationToken);

    public Task FailAsync(WorkLeaseId lease, WorkFailure failure, CancellationToken cancellationToken) =>
        TellAsync(lease, "failure", failure, cancellationToken);

    private async Task<bool> TellAsync<TMessage>(WorkLeaseId lease, string what, TMessage message, CancellationToken cancellationToken) =>
        await gateway.PostAsync<TMessage, LeaseAnswer>(WorkProtocol.PathOf(lease, what), message, TimeSpan.Zero, cancellationToken) is { Held: true };
}
