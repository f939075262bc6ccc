using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Abstractions.Transcoding.Remote;
using StreamVerse.Storage;
using StreamVerse.Worker.Queue;

namespace StreamVerse.Worker.Remote;

/// <summary>The work queue of a cluster that this worker is no member of: HTTPS to its gateways, outbound only.</summary>
/// <param name="gateway">Calls them.</param>
/// <param name="contact">Is told whether they answer.</param>
internal sealed class HttpWorkQueue(GatewayClient gateway, QueueContact contact) : IWorkQueue
{
    private const string NameForeign = "worker-name";

    public async Task<WorkLease?> LeaseAsync(WorkerDescription worker, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        // The first answer, and the first after an outage, comes at once: readiness waits for it.
        var wait = contact.Answers ? maxWait : TimeSpan.Zero;
        try
        {
            var lease = await NotedAsync(gateway.PostAsync<LeaseRequest, WorkLease>(WorkProtocol.Root, LeaseRequest.Of(worker, wait), wait, cancellationToken));
            contact.Answered(isAdmitted: true);
            return lease;
        }
        catch (GatewayRefusedException exception) when (exception.Code == WorkerQuarantinedException.Code)
        {
            contact.Quarantined(exception.Message);
            throw new WorkerQuarantinedException(exception);
        }
        catch (GatewayRefusedException exception)
        {
            // It would say the same to every slot every second.
            var setting = exception.Code == NameForeign ? $"{WorkerOptions.Section}:{nameof(WorkerOptions.Name)}" : $"{RemoteQueueOptions.Section}:{nameof(RemoteQueueOptions.Urls)}";
            StoreUnavailableException outage = new(WorkQueueHealth.Name, setting, exception.Message, exception);
            contact.Failed(outage);
            throw outage;
        }
    }

    public Task<bool> HeartbeatAsync(WorkLeaseId lease, WorkProgress progress, CancellationToken cancellationToken) =>
        TellAsync(lease, "heartbeat", progress, cancellationToken);

    public Task<bool> CompleteAsync(WorkLeaseId lease, WorkResult result, CancellationToken cancellationToken) =>
        TellAsync(lease, "result", result, cancellationToken);

    public Task FailAsync(WorkLeaseId lease, WorkFailure failure, CancellationToken cancellationToken) =>
        TellAsync(lease, "failure", failure, cancellationToken);

    private async Task<bool> TellAsync<TMessage>(WorkLeaseId lease, string what, TMessage message, CancellationToken cancellationToken)
    {
        var answer = await NotedAsync(gateway.PostAsync<TMessage, LeaseAnswer>(WorkProtocol.PathOf(lease, what), message, TimeSpan.Zero, cancellationToken));
        contact.Answered(isAdmitted: false);
        return answer is { Held: true };
    }

    private async Task<TAnswer> NotedAsync<TAnswer>(Task<TAnswer> call)
    {
        try
        {
            return await call;
        }
        catch (StoreUnavailableException exception)
        {
            contact.Failed(exception);
            throw;
        }
    }
}
