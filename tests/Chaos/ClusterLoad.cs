using System.Diagnostics;
using StreamVerse.Chaos.Tests.Faults;
using StreamVerse.Chaos.Tests.Invariants;
using StreamVerse.Chaos.Tests.Load;
using StreamVerse.Chaos.Tests.Reports;
using StreamVerse.Testing;

namespace StreamVerse.Chaos.Tests;

/// <summary>A cluster under load, and what is observed while something happens to it.</summary>
internal sealed class ClusterLoad : IAsyncDisposable
{
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(200);

    /// <summary>Nothing went wrong for so long, and nobody waits for longer: all is well.</summary>
    private static readonly TimeSpan s_calm = TimeSpan.FromSeconds(2);

    /// <summary>All must be well again so long after a fault began.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly ClusterServer _cluster;
    private readonly LoadGenerator _load;
    private readonly ChaosClient _judge;
    private readonly StoredObjects _objects;
    private readonly StoredRows _rows;
    private readonly InvariantChecker _invariants;
    private readonly UndisturbedTitle _expected;

    private ClusterLoad(ClusterServer cluster, LoadGenerator load, ChaosClient judge, StoredObjects objects, StoredRows rows, EventChecker eventChecker, UndisturbedTitle expected)
    {
        (_cluster, _load, _judge, _objects, _rows, _expected) = (cluster, load, judge, objects, rows, expected);
        _invariants = new InvariantChecker(judge, load.Ledger, objects, rows, eventChecker);
    }

    /// <summary>Publishes a title to play, then starts the load.</summary>
    public static async Task<ClusterLoad> StartAsync(ClusterServer cluster, UndisturbedTitle source, LoadRates rates, CancellationToken cancellationToken)
    {
        using var api = new ApiClient(cluster.Gateway(1));
        var first = await api.PublishAsync(source.SourcePath, "Played", cancellationToken);
        var record = new LoadRecord();
        var load = new LoadGenerator(ChaosCluster.Client(cluster, record), record, new Ledger(), await File.ReadAllBytesAsync(source.SourcePath, cancellationToken), first.Id);
        var judge = ChaosCluster.Client(cluster, new LoadRecord());
        var rows = await ChaosCluster.OpenRowsAsync(cluster, cancellationToken);
        var eventChecker = await ChaosCluster.OpenJudgeOfEventsAsync(cluster, judge, rows, cancellationToken);
        var all = new ClusterLoad(cluster, load, judge, await ChaosCluster.OpenObjectsAsync(cluster, cancellationToken), rows, eventChecker, source);
        load.Ledger.AddTitle(first.Id);
        await load.StartAsync(rates);
        return all;
    }

    /// <summary>Lets a fault happen, and looks on until all is well again.</summary>
    public Task<FaultResult> StrikeAsync(Fault fault, TimeSpan atLeast, CancellationToken cancellationToken) => fault.MissingReason is { } reason
        ? Task.FromResult(FaultResult.NotTried(fault.Name, reason))
        : ObserveAsync(fault.Name, atLeast, token => fault.StrikeAsync(_cluster, token), cancellationToken);

    /// <summary>Looks on while nothing happens.</summary>
    public Task<FaultResult> ObserveAsync(string name, TimeSpan atLeast, CancellationToken cancellationToken) => ObserveAsync(name, atLeast, static _ => Task.CompletedTask, cancellationToken);

    /// <summary>Looks on while something happens, until all is well again; then at what must hold.</summary>
    public async Task<FaultResult> ObserveAsync(string name, TimeSpan atLeast, Func<CancellationToken, Task> happen, CancellationToken cancellationToken)
    {
        var from = Stopwatch.GetTimestamp();
        var broken = new List<string>();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(s_patience);
        try
        {
            await happen(limit.Token);
            while (Stopwatch.GetElapsedTime(from) < atLeast || !IsCalm(from))
            {
                await Task.Delay(s_look, limit.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            broken.Add($"not all is well {s_patience.TotalMinutes:0} minutes after '{name}'");
        }

        var (to, trouble) = (Stopwatch.GetTimestamp(), _load.Record.LastTrouble);
        broken.AddRange(await _invariants.CheckAsync(_expected, cancellationToken));
        var result = new FaultResult(name, _load.Record.Between(from, to), trouble > from ? Stopwatch.GetElapsedTime(from, trouble) : TimeSpan.Zero, broken);

        // The table comes when all is over, which is long to wait for who looks on.
        foreach (var line in ChaosTable.Reasons(result).DefaultIfEmpty($"- {name}: all holds"))
        {
            Console.WriteLine(line);
        }

        return result;
    }

    /// <summary>Ends the load, and looks at everything that is there.</summary>
    /// <param name="otherSources">Sources of titles that others have uploaded.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What does not hold.</returns>
    public async Task<IReadOnlyList<string>> EndAsync(IEnumerable<string> otherSources, CancellationToken cancellationToken)
    {
        await _load.StopAsync();
        return [.. await _invariants.CheckAgainAsync(_expected, cancellationToken), .. await _invariants.FindOrphansAsync([_expected.SourcePath, .. otherSources], cancellationToken)];
    }

    public async ValueTask DisposeAsync()
    {
        await _load.DisposeAsync();
        _judge.Dispose();
        await _objects.DisposeAsync();
        await _rows.DisposeAsync();
    }

    private bool IsCalm(long from) =>
        _load.Record.OldestOpen < s_calm && Stopwatch.GetElapsedTime(Math.Max(from, _load.Record.LastTrouble)) > s_calm;
}
