using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Core.Internal;
using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Administration;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Administration;
using StreamVerse.Grains.Catalog;
using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Administration;

/// <summary>The sweeper in a cluster whose reminders never come.</summary>
public sealed class SweeperTests(SilentReminderSource clusters) : GrainContract(clusters), IClassFixture<SilentReminderSource>
{
    private const string SweepReminder = "sweep";
    private const string TracksReminder = "tracks";

    private ISweeperGrain Sweeper => Cluster.Grains.GetGrain<ISweeperGrain>(Region.Here);

    private IReminderTable Reminders => Cluster.Silos.GetActiveSilos().First().ServiceProvider.GetRequiredService<IReminderTable>();

    [Fact]
    public async Task EnsureSwept_SweptNotLongAgo_DoesNothingAndLaterSweeps()
    {
        await Sweeper.Start();
        await NewUpload().CreateAsync();
        Cluster.Clock.Leap(TimeSpan.FromMinutes(1));
        await Sweeper.EnsureSwept();
        Assert.Equal(1, await CountUploadsAsync());

        Cluster.Clock.Leap(TimeSpan.FromSeconds(40));
        await Sweeper.EnsureSwept();
        Assert.Equal(0, await CountUploadsAsync());
    }

    [Fact]
    public async Task Service_ReminderIsLost_SweepsByItsOwnTimerAndAsksForTheReminderAnew()
    {
        FakeTimeProvider timers = new();
        using SweeperService service = new(Cluster.Grains, timers, NullLogger<SweeperService>.Instance);
        await service.StartAsync(Cancellation);
        await Eventually.HoldsAsync(async () => await ReminderOfSweeperAsync() is not null, "The sweeper has asked for its reminder");

        // The silo's own service may just be asking for it, too: then it has another ETag than the one that was read.
        await Eventually.HoldsAsync(
            async () => await ReminderOfSweeperAsync() is { } lost && await Reminders.RemoveRow(lost.GrainId, SweepReminder, lost.ETag!, Cancellation), "The reminder is lost");

        await NewUpload().CreateAsync();
        Cluster.Clock.Leap(TimeSpan.FromMinutes(2));
        await Eventually.HoldsAsync(
            async () =>
            {
                timers.Advance(SweeperService.LongestPause);
                return await CountUploadsAsync() == 0;
            },
            "The upload that expired is found");
        Assert.NotNull(await ReminderOfSweeperAsync());
        await service.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Sweep_TrackOfAPublishedTitleIsHalfRemoved_IsTakenUpAndItsReminderGoes()
    {
        var title = await NewTitleAsync();
        await Worker.DoAllAsync(6);
        await BecomesAsync(title, TitleState.Published);
        await title.RemoveTrack("s1-en");
        Assert.NotNull(await Reminders.ReadRow(title.GetGrainId(), TracksReminder, Cancellation));

        // As after a crash: nothing of it is in memory any more. Its upload or its job may yet have called it, and woken it again;
        // so would this call itself, where it came to a title that is about to sleep. Hence now and then, not every time.
        var asked = 0;
        await Eventually.HoldsAsync(
            async () =>
            {
                if (await Cluster.SiloOfAsync(title) is null)
                {
                    return true;
                }

                if (asked++ % 100 == 0)
                {
                    await title.AsReference<IGrainManagementExtension>().DeactivateOnIdle(Cancellation);
                }

                return false;
            },
            "The title sleeps");
        Cluster.Clock.Leap(TitleTracks.RemovalGrace);
        await Sweeper.Start();
        await Eventually.HoldsAsync(async () => (await TitlesAsync()).Single().Tracks.Count == 0, "Nothing is left to remove");

        // Its files wait for those who play them.
        Assert.Single((await TitlesAsync()).Single().Retired);
        Cluster.Clock.Leap(TimeSpan.FromDays(1) + Retirement.ClockMargin);
        await Sweeper.Start();
        await Eventually.HoldsAsync(async () => (await TitlesAsync()).Single().Retired.Count == 0, "Nothing is left to go");
        await Sweeper.Start();
        Assert.Null(await Reminders.ReadRow(title.GetGrainId(), TracksReminder, Cancellation));
    }

    [Fact]
    public async Task Sweep_ReminderOfAGrainThatIsNoMore_OthersAreFoundAllTheSame()
    {
        var strange = GrainId.Create("nobody", Guid.NewGuid().ToString("N"));
        ReminderEntry row = new() { GrainId = strange, ReminderName = "gone", StartAt = Cluster.Clock.GetUtcNow().UtcDateTime, Period = TimeSpan.FromMinutes(1) };
        row.ETag = await Reminders.UpsertRow(row, Cancellation);
        await NewUpload().CreateAsync();
        Cluster.Clock.Leap(TimeSpan.FromMinutes(1));
        await Sweeper.Start();
        Assert.Equal(0, await CountUploadsAsync());
        Assert.True(await Reminders.RemoveRow(strange, row.ReminderName, row.ETag!, Cancellation));
    }

    private Task<ReminderEntry?> ReminderOfSweeperAsync() => Reminders.ReadRow(Sweeper.GetGrainId(), SweepReminder, Cancellation);

    private async Task<int> CountUploadsAsync() => (await Cluster.Rows.ListAsync<UploadRecord>(Mine, Cancellation)).Rows.Count;

    private async Task<IReadOnlyList<TitleRecord>> TitlesAsync() => [.. (await Cluster.Rows.ListAsync<TitleRecord>(Mine, Cancellation)).Rows.Select(row => row.State)];
}
