using Microsoft.Extensions.Options;
using StreamVerse.Hosting.Health;
using StreamVerse.Storage.Health;
using StreamVerse.Storage.Relational.Membership;

namespace StreamVerse.Gateway.Hosting;

/// <summary>The control cluster answers this gateway; where it does not, whether that is for want of the database in which silos are found.</summary>
internal sealed class ClusterCheck : IReadinessCheck
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(2);

    private readonly IGrainFactory _grains;
    private readonly MembershipDatabase _database;
    private readonly IOptions<ClusterOptions> _cluster;
    private readonly TimeProvider _clock;
    private readonly SharedAnswer<IReadOnlyList<string>> _answer;

    public ClusterCheck(IGrainFactory grains, MembershipDatabase database, IOptions<ClusterOptions> cluster, TimeProvider clock)
    {
        (_grains, _database, _cluster, _clock) = (grains, database, cluster, clock);

        // However many ask, the cluster is asked now and then.
        _answer = new SharedAnswer<IReadOnlyList<string>>(AskAsync, Lifetime, clock);
    }

    public string Subject => "control cluster";

    public Task<IReadOnlyList<string>> FindFaultsAsync(CancellationToken cancellationToken) => _answer.GetAsync(cancellationToken);

    private async Task<IReadOnlyList<string>> AskAsync()
    {
        // Both at once: one after the other they may take longer than those who ask for readiness wait.
        var fault = FindFaultAsync();
        try
        {
            var hosts = await _grains.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true).WaitAsync(Patience, _clock);
            return hosts.Count > 0 ? [] : [await fault];
        }
        catch (Exception)
        {
            // Whatever it is, the log of Orleans' client has it.
            return [await fault];
        }
    }

    /// <summary>A gateway that knows silos goes on without the database, so that is told only where none answers.</summary>
    private async Task<string> FindFaultAsync() => await _database.FindFaultAsync(CancellationToken.None) is { } fault
        ? fault.Message
        : $"No silo of cluster '{_cluster.Value.ClusterId}' (setting {ClusterOptions.Section}:{nameof(ClusterOptions.ClusterId)}) answers.";
}
