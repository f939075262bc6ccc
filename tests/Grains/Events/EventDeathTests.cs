using StreamVerse.Grains.Tests.Clusters;
using StreamVerse.Storage;
using StreamVerse.Testing;

namespace StreamVerse.Grains.Tests.Events;

/// <summary>Silos that die, without a word, while events are under way; and clusters that end and begin again.</summary>
public sealed class EventDeathTests
{
    [Fact]
    public async Task Deliver_ConsumersSiloDiesAfterTheEffect_ComesAgainAndCountsOnce()
    {
        Probes probes = new();
        await using var cluster = await StartAsync(3, probes);
        var entity = Guid.NewGuid();
        var probe = probes.Of(entity);
        TaskCompletionSource stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource never = new();
        probe.OnTaken = number => number == 1 && stored.TrySetResult() ? never.Task : Task.CompletedTask;
        await cluster.Grains.GetGrain<IProbeGrain>(entity).Raise(3);
        await stored.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await cluster.KillSiloOfAsync(probe.Consumer!);
        await TakesAsync(probe, 3);
        Assert.Equal([0, 1, 2], probe.Taken);
        Assert.Equal(2, probe.Arrivals.Count(number => number == 1));
        never.SetResult();
    }

    [Fact]
    public async Task Deliver_TwoOfThreeSilosDieInTurn_NothingIsLostTwiceOrOutOfOrder()
    {
        Probes probes = new();
        await using var cluster = await StartAsync(3, probes);
        var entities = Enumerable.Range(0, 12).Select(_ => Guid.NewGuid()).ToList();
        foreach (var probe in entities.Select(probes.Of))
        {
            // Slow enough to be under way when a silo dies.
            probe.OnArrival = static (_, _) => Task.Delay(5, TestContext.Current.CancellationToken);
        }

        for (var round = 0; round < 3; round++)
        {
            await Task.WhenAll(entities.Select(entity => ReachAsync(cluster, entity, 5)));
            if (round < 2)
            {
                await cluster.Silos.KillSiloAsync(cluster.Silos.GetActiveSilos().Last(), TestContext.Current.CancellationToken);
                await cluster.Silos.WaitForLivenessToStabilizeAsync(false);
            }
        }

        foreach (var probe in entities.Select(probes.Of))
        {
            await Eventually.BecomesAsync(() => Task.FromResult(probe.Taken), static taken => taken.Count >= 15, "All events are taken");
            Assert.Equal(probe.Taken.Order().Distinct(), probe.Taken);
        }

        await Eventually.HoldsAsync(async () => (await cluster.Outbox.MeasureLagAsync(TestContext.Current.CancellationToken)).Unpublished == 0, "All events are published");
    }

    [Fact]
    public async Task Start_EventsOfAnEarlierCluster_ReachTheirConsumers()
    {
        using TempFolder folder = new();
        Dictionary<string, string?> store = new() { ["StreamVerse:Relational:Path"] = folder.File("events.db") };
        var entity = Guid.NewGuid();
        Probes earlier = new();
        earlier.Of(entity).OnArrival = static (number, _) => number > 0 ? throw new StoreUnavailableException("relational store", "a setting", "It is away.") : Task.CompletedTask;
        await using (var first = await GrainCluster.StartAsync(1, store, ProbeSettings.Settings, silo => silo.AddProbes(earlier)))
        {
            await first.Grains.GetGrain<IProbeGrain>(entity).Raise(3);
            await Eventually.HoldsAsync(() => Task.FromResult(earlier.Of(entity).Arrivals.Count > 1), "The second event has come");
        }

        Probes later = new();
        await using var second = await GrainCluster.StartAsync(1, store, ProbeSettings.Settings, silo => silo.AddProbes(later));
        await TakesAsync(later.Of(entity), 3);
        Assert.Equal([0, 1, 2], later.Of(entity).Taken);
    }

    private static Task<GrainCluster> StartAsync(short silos, Probes probes) =>
        GrainCluster.StartAsync(silos, settings: ProbeSettings.Settings, configure: silo => silo.AddProbes(probes));

    private static Task TakesAsync(Probe probe, int count) => Eventually.BecomesAsync(() => Task.FromResult(probe.Taken), taken => taken.Count == count, $"{count} events are taken");

    /// <summary>A call to a silo that has just died fails; the caller asks again, so there may be more events than were asked for.</summary>
    private static Task ReachAsync(GrainCluster cluster, Guid entity, int count) => Eventually.HoldsAsync(
        async () =>
        {
            try
            {
                await cluster.Grains.GetGrain<IProbeGrain>(entity).Raise(count);
                return true;
            }
            catch (Exception exception) when (exception is TimeoutException or OrleansException)
            {
                return false;
            }
        },
        "The entity can be reached");
}
