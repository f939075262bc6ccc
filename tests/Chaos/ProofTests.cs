using System.Diagnostics;
using System.Text.Json;
using StreamVerse.Chaos.Tests.Faults;
using StreamVerse.Chaos.Tests.Invariants;
using StreamVerse.Chaos.Tests.Load;
using StreamVerse.Chaos.Tests.Reports;
using StreamVerse.Testing;

namespace StreamVerse.Chaos.Tests;

/// <summary>What takes minutes: the long form only.</summary>
[Trait(ChaosForm.Trait, ChaosForm.Long)]
public sealed class ProofTests(ChaosCluster chaos, UndisturbedTitles undisturbed)
{
    private const int SourceSeconds = 4;
    private const int LongSourceSeconds = 300;
    private const int ManyWorkers = 4;
    private const int MostSilos = 4;

    private static readonly TimeSpan s_allSilosLimit = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan s_betweenKills = TimeSpan.FromSeconds(5);

    [Fact(Timeout = 600_000)]
    public async Task Silos_AllKilledAtOnce_ServeAgainByThemselves()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var cluster = await chaos.GetAsync();
        await ChaosCluster.WaitUntilWholeAsync(cluster, cancellationToken);
        await using var load = await ClusterLoad.StartAsync(cluster, await undisturbed.GetAsync(SourceSeconds), ChaosForm.Rates, cancellationToken);
        var silos = await SilosAsync(cluster, cancellationToken);
        var result = await load.ObserveAsync(
            "kill -9 all silos",
            ChaosForm.Window,
            async token =>
            {
                silos.ForEach(static silo => ProcessSignals.Send(Process(silo), ProcessSignals.Kill));
                await Task.WhenAll(silos.Select(silo => cluster.WaitAsync(
                    Name(silo), entry => State(entry) == "ready" && entry.GetProperty("restarts").GetInt32() > silo.GetProperty("restarts").GetInt32(), token)));
            },
            cancellationToken);

        ChaosFigures.Add(ChaosTable.Of("All silos killed at once", [result], []));
        Assert.Empty(result.Broken);
        Assert.True(result.RecoveredAfter < s_allSilosLimit, $"Serving again after {result.RecoveredAfter.TotalSeconds:0} s only.");
    }

    [Fact(Timeout = 900_000)]
    public async Task Silos_RestartedInTurn_NoRequestFails()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var cluster = await chaos.GetAsync();
        await ChaosCluster.WaitUntilWholeAsync(cluster, cancellationToken);
        await using var load = await ClusterLoad.StartAsync(cluster, await undisturbed.GetAsync(SourceSeconds), ChaosForm.RollingRates, cancellationToken);
        var before = await SilosAsync(cluster, cancellationToken);
        List<FaultResult> results =
        [
            await load.ObserveAsync("none", ChaosForm.Window, cancellationToken),
            await load.ObserveAsync("restart --all-silos", ChaosForm.Window, async token => Console.WriteLine(await cluster.RunAsync(["restart", "--all-silos"], token)), cancellationToken),
        ];
        ChaosFigures.Add(ChaosTable.Of("Silos replaced in turn", results, []));
        var after = await SilosAsync(cluster, cancellationToken);
        Assert.Empty(before.Select(Process).Intersect(after.Select(Process)));
        AssertNobodyNoticed(results);
    }

    /// <summary>A gateway that is down refuses connections: who goes round the gateways, as a balancer does, asks the next.</summary>
    [Fact(Timeout = 900_000)]
    public async Task Gateways_RestartedInTurn_NoRequestFails()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var cluster = await chaos.GetAsync();
        await ChaosCluster.WaitUntilWholeAsync(cluster, cancellationToken);
        await using var load = await ClusterLoad.StartAsync(cluster, await undisturbed.GetAsync(SourceSeconds), ChaosForm.Rates, cancellationToken);
        var result = await load.ObserveAsync("restart gateways", ChaosForm.Window, async token => Console.WriteLine(await cluster.RunAsync(["restart", "gateways"], token)), cancellationToken);
        ChaosFigures.Add(ChaosTable.Of("Gateways replaced in turn", [result], []));
        AssertNoneFailed([result]);
    }

    [Fact(Timeout = 900_000)]
    public async Task Silos_ScaledFromOneToFourAndBack_NoRequestFails()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var cluster = await chaos.GetAsync();
        await cluster.RunAsync(["scale", "--silos", "1"], cancellationToken);
        await ChaosCluster.WaitUntilWholeAsync(cluster, cancellationToken);
        await using var load = await ClusterLoad.StartAsync(cluster, await undisturbed.GetAsync(SourceSeconds), ChaosForm.RollingRates, cancellationToken);
        List<FaultResult> results = [];
        foreach (var silos in (string[])[$"{MostSilos}", "1"])
        {
            results.Add(await load.ObserveAsync($"scale to {silos}", ChaosForm.Window, token => cluster.RunAsync(["scale", "--silos", silos], token), cancellationToken));
        }

        ChaosFigures.Add(ChaosTable.Of("Scaled under load", results, []));
        await cluster.RunAsync(["scale", "--silos", $"{ChaosCluster.Silos}"], cancellationToken);
        AssertNobodyNoticed(results);
    }

    [Fact(Timeout = 1_800_000)]
    public async Task Workers_KilledAtRandomEveryFiveSeconds_TheTitleHasTheBytesOfAnUndisturbedOne()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var seed = Environment.TickCount;
        Console.WriteLine($"Workers are killed with the seed {seed}.");
        var random = new Random(seed);
        var expected = await undisturbed.GetAsync(LongSourceSeconds);
        var cluster = await chaos.GetAsync();
        await cluster.RunAsync(["scale", "--workers", $"{ManyWorkers}"], cancellationToken);
        await ChaosCluster.WaitUntilWholeAsync(cluster, cancellationToken);
        var kills = 0;
        var since = Stopwatch.GetTimestamp();
        using ApiClient api = new(cluster.Gateway(1));
        var id = await api.UploadAsync(expected.SourcePath, "Disturbed", cancellationToken);
        while (await StateOfAsync(api, id, cancellationToken) is var state && state != "published")
        {
            Assert.NotEqual("failed", state);
            await Task.Delay(s_betweenKills, cancellationToken);
            var workers = (await cluster.GetStatusAsync(cancellationToken)).GetProperty("workers").EnumerateArray().Where(static worker => State(worker) == "ready").ToList();
            if (workers.Count > 0)
            {
                ProcessSignals.Send(Process(workers[random.Next(workers.Count)]), ProcessSignals.Kill);
                kills++;
            }
        }

        ChaosFigures.Add($"## Workers killed at random\n\n{LongSourceSeconds} s of video on {ManyWorkers} workers, one killed every {s_betweenKills.TotalSeconds:0} s: published after {Stopwatch.GetElapsedTime(since).TotalSeconds:0} s and {kills} kills (seed {seed}).\n");
        await cluster.RunAsync(["scale", "--workers", $"{ChaosCluster.Workers}"], cancellationToken);
        await using var objects = await ChaosCluster.OpenObjectsAsync(cluster, cancellationToken);
        Assert.True(kills > 0);
        Assert.Equal(expected.Digests, await objects.DigestsAsync(Storage.Objects.Buckets.TranscodedProfiles, $"titles/{id}/", cancellationToken));
        using var judge = ChaosCluster.Client(cluster, new LoadRecord());
        var ledger = new Ledger();
        ledger.AddTitle(id);
        await using var rows = await ChaosCluster.OpenRowsAsync(cluster, cancellationToken);
        var eventChecker = await ChaosCluster.OpenJudgeOfEventsAsync(cluster, judge, rows, cancellationToken);
        Assert.Empty(await eventChecker.CheckAsync([id], cancellationToken));
        Assert.Empty(await new InvariantChecker(judge, ledger, objects, rows, eventChecker).FindOrphansAsync(undisturbed.SourcePaths, cancellationToken));
    }

    /// <summary>No client had to ask twice: a silo that goes hands its work over, and gateways repeat what it left.</summary>
    private static void AssertNobodyNoticed(List<FaultResult> results)
    {
        AssertNoneFailed(results);
        Assert.Equal(0, results.Sum(static result => result.Load.Repeats));
    }

    /// <summary>How many had to ask twice, or were not sent as the machine has no room for so many, stands in the table.</summary>
    private static void AssertNoneFailed(List<FaultResult> results)
    {
        Assert.Empty(results.SelectMany(static result => result.Broken));
        Assert.Empty(results.SelectMany(static result => result.Load.Failures));
    }

    private static async Task<string> StateOfAsync(ApiClient api, string id, CancellationToken cancellationToken) => (await api.GetTitleAsync(id, cancellationToken)).State;

    private static async Task<List<JsonElement>> SilosAsync(ClusterServer cluster, CancellationToken cancellationToken) =>
        [.. (await cluster.GetStatusAsync(cancellationToken)).GetProperty("silos").EnumerateArray()];

    private static int Process(JsonElement entry) => entry.GetProperty("pid").GetInt32();

    private static string Name(JsonElement entry) => entry.GetProperty("name").GetString()!;

    private static string? State(JsonElement entry) => entry.GetProperty("state").GetString();
}
