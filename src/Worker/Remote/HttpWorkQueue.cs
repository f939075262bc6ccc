using System.Globalization;
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
    private const string UrlsSetting = $"{RemoteQueueOptions.Section}:{nameof(RemoteQueueOptions.Urls)}";

    public async Task<WorkLease?> LeaseAsync(WorkerDescription worker, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        // The first answer, and the first after an outage, comes at once: readiness waits for it.
        var wait = contact.Answers ? maxWait : TimeSpan.Zero;
        try
        {
            var answer = await NotedAsync(gateway.PostAsync<LeaseRequest, WorkLease>(WorkProtocol.Root, LeaseRequest.Of(worker, wait), wait, cancellationToken));
            if (answer.Protocol < WorkProtocol.Version)
            {
                throw await OutdatedAsync(answer, cancellationToken);
            }

            contact.Answered(isAdmitted: true);
            return answer.Value;
        }
        catch (GatewayRefusedException exception) when (exception.Code == WorkerQuarantinedException.Code)
        {
            contact.Quarantined(exception.Message);
            throw new WorkerQuarantinedException(exception);
        }
        catch (GatewayRefusedException exception)
        {
            // It would say the same to every slot every second.
            var setting = exception.Code == NameForeign ? $"{WorkerOptions.Section}:{nameof(WorkerOptions.Name)}" : UrlsSetting;
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
        return answer.Value is { Held: true };
    }

    /// <summary>An older gateway cannot let this worker store anything: its items go back untouched, and the next gateway is asked.</summary>
    private async Task<StoreUnavailableException> OutdatedAsync(GatewayAnswer<WorkLease> answer, CancellationToken cancellationToken)
    {
        var authority = answer.Gateway.GetLeftPart(UriPartial.Authority);
        StoreUnavailableException outage = new(
            WorkQueueHealth.Name,
            UrlsSetting,
            string.Create(CultureInfo.InvariantCulture, $"{authority} is of an older version than this worker (it speaks version {answer.Protocol} of the work queue's protocol, this worker {WorkProtocol.Version}). Upgrade the gateways first."));
        contact.Failed(outage);
        try
        {
            if (answer.Value is { } lease)
            {
                WorkFailure untouched = new(WorkFailureKind.Drained, "gateway-outdated", "The worker cannot store results by the gateway that it had the lease from.", null);
                await gateway.PostAsync<WorkFailure, LeaseAnswer>(WorkProtocol.PathOf(lease.Id, "failure"), untouched, TimeSpan.Zero, cancellationToken);
            }
        }
        finally
        {
            gateway.Leave(answer.Gateway);
        }

        return outage;
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
