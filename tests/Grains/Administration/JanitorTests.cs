using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Administration;
using StreamVerse.Grains.Abstractions.Catalog;
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
        var published = await NewTitleAsync();
        await PublishedAsync();
        Cluster.Faults.Fail("MarkPublishedAsync", int.MaxValue);
        var waiting = await NewTitleAsync();
        Cluster.Clock.Leap(TimeSpan.FromDays(8));
        await Sweeper.Start();
        Assert.Empty(await EventsOfAsync(published));
        Assert.NotEmpty(await EventsOfAsync(waiting));
    }

    [Fact]
    public async Task Sweep_PublishedEventsOfTheWeek_Stay()
    {
        var title = await NewTitleAsync();
        await PublishedAsync();
        Cluster.Clock.Leap(TimeSpan.FromDays(6));
        await Sweeper.Start();
        Assert.NotEmpty(await EventsOfAsync(title));
    }

    [Fact]
    public async Task Sweep_ActivityOfLongAgo_IsForgotten()
    {
        await NewTitleAsync();
        var activity = Cluster.Grains.GetGrain<IActivityGrain>(OrgId);
        await Eventually.HoldsAsync(async () => (await activity.List(10, null)).Items.Length == 1, "It is known");
        Cluster.Clock.Leap(TimeSpan.FromDays(89));
        await Sweeper.Start();
        Assert.Single((await activity.List(10, null)).Items);
        Cluster.Clock.Leap(TimeSpan.FromDays(2));
        await Sweeper.Start();
        Assert.Empty((await activity.List(10, null)).Items);
    }

    /// <summary>All events have reached their consumers.</summary>
    private Task PublishedAsync() => Eventually.HoldsAsync(async () => (await Cluster.Outbox.MeasureLagAsync(Cancellation)).Unpublished == 0, "All events are published");
}
