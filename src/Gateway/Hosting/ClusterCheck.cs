using Microsoft.Extensions.Options;
using StreamVerse.Hosting.Health;
using StreamVerse.Storage.Relational.Membership;

namespace StreamVerse.Gateway.Hosting;

/// <summary>The control cluster answers this gateway; where it does not, whether that is for want of the database in which silos are found.</summary>
internal sealed class ClusterCheck(IGrainFactory grains, MembershipDatabase database, IOptions<ClusterOptions> cluster, TimeProvider clock) : IReadinessCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Task<IReadOnlyList<string>>? _asking;
    private long _askedAt;

    public Task<IReadOnlyList<string>> FindFaultsAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // However many ask, the cluster is asked now and then.
            if (_asking is null || (_asking.IsCompleted && clock.GetElapsedTime(_askedAt) >= Lifetime))
            {
                _askedAt = clock.GetTimestamp();
                _asking = AskAsync();
            }

            return _asking.WaitAsync(cancellationToken);
        }
    }

    private async Task<IReadOnlyList<string>> AskAsync()
    {
        try
        {
            var hosts = await grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true).WaitAsync(Patience, clock);
            return hosts.Count > 0 ? [] : [await FaultAsync()];
        }
        catch (Exception)
        {
            // Whatever it is, the log of Orleans' client has it.
            return [await FaultAsync()];
        }
    }

    /// <summary>A gateway that knows silos goes on without the database, so that is told only where none answers.</summary>
    private async Task<string> FaultAsync() => await database.FindFaultAsync(CancellationToken.None) is { } fault
        ? fault.Message
        : $"No silo of cluster '{cluster.Value.ClusterId}' (setting {ClusterOptions.Section}:{nameof(ClusterOptions.ClusterId)}) answers.";
}
