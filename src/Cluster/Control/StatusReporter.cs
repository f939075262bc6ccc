using System.Diagnostics;
using System.Text.Json.Nodes;
using Npgsql;
using StreamVerse.Cluster.Processes;
using StreamVerse.Cluster.Programs;
using StreamVerse.Cluster.Stores;

namespace StreamVerse.Cluster.Control;

/// <summary>Looks at everything of a cluster at once, however much of it is down.</summary>
internal sealed class StatusReporter(HealthClient health, AdminClient admin)
{
    private const string UnknownMembership = "unknown";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    public async Task<IReadOnlyList<SiloStatusEntry>> SilosAsync(IReadOnlyList<Member> silos, PortPlan ports, PostgresStore? postgres, CancellationToken cancellationToken)
    {
        var membership = ReadMembershipAsync(postgres, cancellationToken);
        return await Task.WhenAll(silos.Select(async silo =>
        {
            var state = await silo.AskAsync(health, cancellationToken);
            var (child, port) = (silo.Child, ports.Silo(silo.Number));
            return new SiloStatusEntry(
                child.Name, $"127.0.0.1:{port}", child.Process?.Id, state.State, (await membership).GetValueOrDefault(port, UnknownMembership),
                child.Restarts, child.Uptime.TotalSeconds, child.Process?.MemoryBytes ?? 0, state.Faults);
        }));
    }

    public async Task<IReadOnlyList<ProgramStatusEntry>> ProgramsAsync(IReadOnlyList<Member> members, CancellationToken cancellationToken) =>
        await Task.WhenAll(members.Select(async member =>
        {
            var state = await member.AskAsync(health, cancellationToken);
            var child = member.Child;
            return new ProgramStatusEntry(child.Name, member.Url, child.Process?.Id, state.State, child.Restarts, child.Uptime.TotalSeconds, child.Process?.MemoryBytes ?? 0, state.Faults);
        }));

    /// <summary>What only gateways can tell: of the grains, and of what there is to encode.</summary>
    public async Task<(Inside<ActivationsEntry> Grains, Inside<JsonObject> Fleet)> InsideAsync(IReadOnlyList<ProgramStatusEntry> gateways, CancellationToken cancellationToken)
    {
        Uri[] ready = [.. gateways.Where(static gateway => gateway.State == MemberHealth.Ready).Select(static gateway => gateway.Url)];
        var grains = admin.AskAsync<ActivationsEntry>(ready, "/v1/admin/activations", cancellationToken);
        var fleet = admin.AskAsync<JsonObject>(ready, "/v1/admin/fleet", cancellationToken);
        return (await grains, await fleet);
    }

    public static async Task<IReadOnlyList<StoreStatusEntry>> StoresAsync(IReadOnlyList<IClusterStore> stores, CancellationToken cancellationToken) =>
        await Task.WhenAll(stores.Select(async store =>
        {
            var (latency, fault) = await ProbeAsync(store, cancellationToken);
            var child = store.Processes[0];
            var state = child.State != ChildState.Running ? child.State.ToString().ToLowerInvariant() : fault is null ? MemberHealth.Ready : "not-ready";
            return new StoreStatusEntry(
                store.Name, store.Address, child.Process?.Id, state, latency?.TotalMilliseconds, child.Restarts, child.Uptime.TotalSeconds,
                store.Processes.Sum(static process => process.Process?.MemoryBytes ?? 0), fault is null ? [] : [fault],
                store.Processes.Skip(1).ToDictionary(static process => process.Name, static process => process.Process?.Id));
        }));

    private static async Task<(TimeSpan? Latency, string? Fault)> ProbeAsync(IClusterStore store, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        var since = Stopwatch.GetTimestamp();
        try
        {
            await store.ProbeAsync(limit.Token).WaitAsync(limit.Token);
            return (Stopwatch.GetElapsedTime(since), null);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, $"{store.Address} does not answer within {s_patience.TotalSeconds:0} s.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // Whatever a store's client throws: the store is not as it should be, and the report says why.
            return (null, exception.Message);
        }
    }

    private static async Task<IReadOnlyDictionary<int, string>> ReadMembershipAsync(PostgresStore? postgres, CancellationToken cancellationToken)
    {
        var nothing = new Dictionary<int, string>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            return postgres is null ? nothing : await postgres.ReadMembershipAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception exception) when (exception is NpgsqlException or TimeoutException or ObjectDisposedException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The store's own line of the report says so, or it has ended with the cluster.
            return nothing;
        }
    }
}
