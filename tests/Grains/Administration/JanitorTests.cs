using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Administration;
using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Administration;

/// <summary>What the sweeper clears away once a day.</summary>
public sealed class JanitorTests(SqliteClusterSource clusters) : GrainContract(clusters), IClassFixture<SqliteClusterSource>
{
    private const string Clean = "CleanAbandonedAsync";

    private ISweeperGrain Sweeper => Cluster.Grains.GetGrain<ISweeperGrain>(Region.Here);

    [Fact]
    public async Task Sweep_ManyTimesADay_ClearsTheObjectStoreOnceADay()
    {
        await Sweeper.Start();
        var before = Cluster.Faults.CallsOf(Clean);
        Assert.NotEqual(0, before);
        await Sweeper.Start();
        Cluster.Clock.Leap(TimeSpan.FromHours(23));
        await Sweeper.Start();
        Assert.Equal(before, Cluster.Faults.CallsOf(Clean));
        Cluster.Clock.Leap(TimeSpan.FromHours(1));
        await Sweeper.Start();
        await Sweeper.Start();
        Assert.Equal(before + 1, Cluster.Faults.CallsOf(Clean));
    }

    [Fact]
    public async Task Sweep_ObjectStoreAway_ClearsItWhenItIsBack()
    {
        await Sweeper.Start();
        var before = Cluster.Faults.CallsOf(Clean);
        Cluster.Clock.Leap(TimeSpan.FromHours(25));
        Cluster.Faults.Fail(Clean, 1);
        await Sweeper.Start();
        await Sweeper.Start();
        await Sweeper.Start();
        Assert.Equal(before + 2, Cluster.Faults.CallsOf(Clean));
    }

    [Fact]
    public async Task Sweep_EventsOlderThanTheRetention_OnlyPublishedOnesGo()
    {
        var waiting = await NewTitleAsync();
        var published = await NewTitleAsync();
        var ids = (await StoredEventsOfAsync(published)).Select(stored => stored.Id).ToList();
        Assert.NotEmpty(ids);
        await Cluster.Outbox.MarkPublishedAsync(ids, Cancellation);
        Cluster.Clock.Leap(TimeSpan.FromDays(8));
        await Sweeper.Start();
        Assert.Equal(0, await Cluster.Outbox.PurgePublishedAsync(Cluster.Clock.GetUtcNow(), 1000, Cancellation));
        Assert.NotEmpty(await EventsOfAsync(waiting));
    }

    [Fact]
    public async Task Sweep_PublishedEventsOfTheWeek_Stay()
    {
        var title = await NewTitleAsync();
        var ids = (await StoredEventsOfAsync(title)).Select(stored => stored.Id).ToList();
        await Cluster.Outbox.MarkPublishedAsync(ids, Cancellation);
        Cluster.Clock.Leap(TimeSpan.FromDays(6));
        await Sweeper.Start();
        Assert.NotEqual(0, await Cluster.Outbox.PurgePublishedAsync(Cluster.Clock.GetUtcNow(), 1000, Cancellation));
    }
}
