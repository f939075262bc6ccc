using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Playback;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Catalog;
using StreamVerse.Grains.Tests.Clusters;
using StreamVerse.Grains.Tests.Transcoding;
using StreamVerse.Grains.Transcoding;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Grains.Tests.Catalog;

/// <summary>Published titles that are encoded anew, with a worker that does what the test says.</summary>
public abstract class EncodeContract(ClusterSource clusters) : GrainContract(clusters)
{
    private const int Items = 6;
    private static readonly TimeSpan SessionLifetime = TimeSpan.FromHours(24);

    [Fact]
    public async Task Encode_Published_StaysPlayableAndSwitchesAtOnceWhenAllIsThere()
    {
        var title = await PublishedTitleAsync();
        var before = (await title.GetPresentation())!;
        await StoreAsync(title, "v360/0.m4s");
        var playing = await PlayAsync(title);
        var wish = Wish();
        var asked = (await title.Encode(wish)).Encode!;
        Assert.Equal((wish.Id.ToString("N"), EncodeState.Encoding, WorkPriority.Backfill), (asked.Id, asked.State, asked.Priority));
        Assert.Equal(asked.RequestedAt, (await title.Encode(wish)).Encode!.RequestedAt);
        Assert.Equal("idempotency-key-reused", await RefusedAsync(() => title.Encode(wish with { Priority = WorkPriority.Express })));

        var first = await Worker.DoNextAsync();
        Assert.IsType<InspectWork>(first.Item);
        Assert.Equal(OutputPaths.OfVersion(title.GetPrimaryKey(), "2"), first.OutputPath);
        await Worker.DoAllAsync(Items - 2);
        var view = await BecomesAsync(title, view => view.Encode!.Progress > 0.5);
        Assert.Equal((TitleState.Published, 1d, EncodeState.Encoding), (view.State, view.Progress, view.Encode!.State));
        Assert.Equal("1", (await title.GetPresentation())!.Version);

        await Worker.DoNextAsync();
        view = await BecomesAsync(title, view => view.Encode!.State == EncodeState.Done);
        Assert.Equal((TitleState.Published, 1d, null), (view.State, view.Encode!.Progress, view.Encode.Step));
        var after = (await title.GetPresentation())!;
        Assert.Equal(("2", true), (after.Version, after.IsComplete));
        Assert.Equal(before.Audio.Select(audio => audio.Id), after.Audio.Select(audio => audio.Id));
        Assert.Equal(JsonSerializer.Serialize(after), JsonSerializer.Serialize(await StoredFactsAsync(title, "2")));
        Assert.Contains("title.reencoded", await EventsOfAsync(title));

        // Who plays goes on, who comes gets the new one.
        Assert.Equal("1", (await playing.Heartbeat(new SessionHeartbeat(0, 0, 0, 0))).Version);
        Assert.Equal("2", (await (await PlayAsync(title)).Get()).Version);
        Assert.Equal("1", (await StoredFactsAsync(title)).Version);
        Assert.Equal(1, await CountObjectsAsync(Buckets.TranscodedProfiles, $"{Folder(title, "1")}/v360/"));
    }

    [Fact]
    public async Task Encode_Done_OldFilesGoWhenNoSessionCanHaveThem()
    {
        var title = await ReencodedAsync();
        await StoreAsync(title, "v360/0.m4s");
        await StoreAsync(title, "v360/0.m4s", "2");
        await Eventually.HoldsAsync(async () => await CountRowsAsync<JobRecord>() == 1, "The old version's job is gone");

        Cluster.Clock.Leap(SessionLifetime);
        await title.Resume();
        Assert.Equal(2, await CountObjectsAsync(Buckets.TranscodedProfiles, $"{Folder(title, "1")}/"));
        Cluster.Clock.Leap(Retirement.ClockMargin);
        await title.Resume();
        await ClearedAsync();
        Assert.Equal(0, await CountObjectsAsync(Buckets.TranscodedProfiles, $"{Folder(title, "1")}/"));
        Assert.Equal(2, await CountObjectsAsync(Buckets.TranscodedProfiles, $"{Folder(title, "2")}/"));
    }

    [Fact]
    public async Task Heartbeat_UntilTheEndOfTheOldVersion_NeverGrantsMore()
    {
        var title = await PublishedTitleAsync();
        var session = await PlayAsync(title);
        var end = (await session.Get()).ExpiresAt - TimeSpan.FromHours(6) + SessionLifetime;
        for (var hour = 0; hour < 20; hour += 5)
        {
            Cluster.Clock.Leap(TimeSpan.FromHours(5));
            Assert.True((await session.Heartbeat(new SessionHeartbeat(0, 0, 0, 0))).ExpiresAt <= end);
        }

        Cluster.Clock.Leap(TimeSpan.FromHours(4));
        Assert.Equal("session-ended", (await Assert.ThrowsAsync<DomainException>(() => session.Heartbeat(new SessionHeartbeat(0, 0, 0, 0)))).Code);
    }

    [Fact]
    public async Task Encode_AddedAndRemovedTracks_AreMadeAgainAndStayAway()
    {
        var title = await PublishedTitleAsync();
        await Track(title, TrackKind.Audio, "fr").UploadAsync();
        await Worker.DoAllAsync(3);
        await Track(title, TrackKind.Subtitles, "de").UploadAsync();
        await Worker.DoAllAsync(2);
        await BecomesAsync(title, view => view.Additions.IsEmpty && view.Renditions.Any(rendition => rendition.Language == "de"));
        await title.RemoveTrack("s1-en");
        var before = await title.Get();

        await title.Encode(Wish());
        await Worker.DoAllAsync(Items - 1);
        var view = await BecomesAsync(title, view => view.Encode!.State == EncodeState.Tracks);
        Assert.Equal(("1", "Making the added tracks again"), ((await title.GetPresentation())!.Version, view.Encode!.Step));
        Assert.Equal(before.Renditions, view.Renditions);
        var tracks = await Worker.DoAllAsync(5);
        Assert.All(tracks, lease => Assert.Equal(Folder(title, "2"), lease.OutputPath));
        view = await BecomesAsync(title, view => view.Encode!.State == EncodeState.Done);
        Assert.Equal(before.Renditions.Select(rendition => (rendition.Id, rendition.Name, rendition.IsDefault)).Order(), view.Renditions.Select(rendition => (rendition.Id, rendition.Name, rendition.IsDefault)).Order());
        Assert.Equal(JsonSerializer.Serialize(await title.GetPresentation()), JsonSerializer.Serialize(await StoredFactsAsync(title, "2")));

        // What was carried over is still a track of the title, with its source, and can be removed as one.
        await title.RemoveTrack("a2-fr-2ch");
        Assert.DoesNotContain((await title.Get()).Renditions, rendition => rendition.Language == "fr");
        Cluster.Clock.Leap(TitleTracks.RemovalGrace);
        await title.Resume();
        await Eventually.HoldsAsync(async () => await CountObjectsAsync(Buckets.Content, UploadPaths.TracksOf(title.GetPrimaryKey())) == 1, "The removed track's source is gone");
    }

    [Fact]
    public async Task Encode_TrackCannotBeMadeAgain_LeavesTheOldVersionWithIt()
    {
        var title = await PublishedTitleAsync();
        await Track(title, TrackKind.Audio, "fr").UploadAsync();
        await Worker.DoAllAsync(3);
        await BecomesAsync(title, view => view.Renditions.Any(rendition => rendition.Language == "fr"));
        await title.Encode(Wish());
        await Worker.DoAllAsync(Items);
        var lease = await Worker.LeaseAsync();
        await Worker.Job(lease).Fail(lease.Id, new WorkFailure(WorkFailureKind.Source, "source-no-audio", "There is no sound in this file.", null));
        var view = await BecomesAsync(title, view => view.Encode!.State == EncodeState.Failed);
        Assert.Equal("source-no-audio", view.Encode!.Error!.Code);
        Assert.Contains(view.Renditions, rendition => rendition.Language == "fr");
        Assert.Equal("1", (await title.GetPresentation())!.Version);
    }

    [Fact]
    public async Task Encode_Fails_LeavesTheTitleAsItWasAndCanBeAskedForAgain()
    {
        var title = await PublishedTitleAsync();
        var before = await title.Get();
        await title.Encode(Wish());
        await Worker.DoAllAsync(2);
        await StoreAsync(title, "v360/0.m4s", "2");
        var lease = await Worker.LeaseAsync();
        await Worker.Job(lease).Fail(lease.Id, new WorkFailure(WorkFailureKind.Source, "source-damaged", "The file is damaged.", "the last lines"));
        var failed = await BecomesAsync(title, view => view.Encode!.State == EncodeState.Failed);
        Assert.Equal(new TitleError("source-damaged", "The file is damaged.", "the last lines"), failed.Encode!.Error);
        Assert.Equal((TitleState.Published, null), (failed.State, failed.Error));
        Assert.Equal(before.Renditions, failed.Renditions);
        Assert.Contains("title.reencode-failed", await EventsOfAsync(title));
        await Eventually.HoldsAsync(async () => await CountObjectsAsync(Buckets.TranscodedProfiles, $"{Folder(title, "2")}/") == 0 && await CountRowsAsync<JobRecord>() == 1, "What was half made is gone");

        // A worker that had not heard of it may store something yet.
        await StoreAsync(title, "v360/1.m4s", "2");
        Cluster.Clock.Leap(TimeSpan.FromMinutes(2));
        await title.Resume();
        await ClearedAsync();
        Assert.Equal(0, await CountObjectsAsync(Buckets.TranscodedProfiles, $"{Folder(title, "2")}/"));

        await title.Encode(Wish());
        Assert.Equal(Folder(title, "3"), (await Worker.DoAllAsync(Items))[0].OutputPath);
        await BecomesAsync(title, view => view.Encode!.State == EncodeState.Done);
        Assert.Equal("3", (await title.GetPresentation())!.Version);
    }

    [Fact]
    public async Task Encode_WhileSomethingElseRuns_IsRefusedAndTheOtherWayRound()
    {
        var title = await PublishedTitleAsync();
        var arriving = Track(title, TrackKind.Audio, "fr");
        await arriving.CreateAsync();
        Assert.Equal("track-running", await RefusedAsync(() => title.Encode(Wish())));
        await arriving.Grain.Terminate();
        await title.Encode(Wish());
        Assert.Equal("encode-running", await RefusedAsync(() => title.Encode(Wish())));
        Assert.Equal("encode-running", await RefusedAsync(() => Track(title, TrackKind.Audio, "fr").CreateAsync()));
        Assert.Equal("encode-running", await RefusedAsync(() => title.RemoveTrack("s1-en")));
        Assert.Equal("encode-running", await RefusedAsync(() => title.RemoveRung("v360")));
        Assert.Equal("title-not-published", await RefusedAsync(async () => await (await NewTitleAsync()).Encode(Wish())));
        Assert.Equal("title-not-found", await RefusedAsync(() => Cluster.Grains.GetGrain<ITitleGrain>(Guid.NewGuid()).Encode(Wish())));
    }

    [Fact]
    public async Task TrackArrived_GivenUpBeforeAndTheTitleIsEncodedAnew_WaitsForARetry()
    {
        var title = await PublishedTitleAsync();
        var upload = Track(title, TrackKind.Subtitles, "de");
        await upload.CreateAsync();
        await title.TrackLost(upload.Id, new TitleError("store-unavailable", "It could not be put together."));
        await title.Encode(Wish());
        await title.TrackArrived(upload.Id);
        var late = Assert.Single((await title.Get()).Additions);
        Assert.Equal((TrackState.Failed, "encode-running"), (late.State, late.Error!.Code));
        Assert.Equal("encode-running", await RefusedAsync(() => title.RetryTrack(upload.Id)));
        await Worker.DoAllAsync(Items);
        await BecomesAsync(title, view => view.Encode!.State == EncodeState.Done);
        Assert.Equal(TrackState.Processing, Assert.Single((await title.RetryTrack(upload.Id)).Additions).State);
    }

    [Fact]
    public async Task RetryTrack_ItFailedBeforeTheTitleWasEncodedAnew_IsMadeForTheNewVersion()
    {
        var title = await PublishedTitleAsync();
        var upload = Track(title, TrackKind.Subtitles, "de");
        await upload.UploadAsync();
        var lease = await Worker.LeaseAsync();
        Assert.Equal(Folder(title, "1"), lease.OutputPath);
        await Worker.Job(lease).Fail(lease.Id, new WorkFailure(WorkFailureKind.Source, "source-damaged", "The file is damaged.", null));
        await BecomesAsync(title, view => view.Additions is [{ State: TrackState.Failed }]);
        await title.Encode(Wish());
        await Worker.DoAllAsync(Items);
        await BecomesAsync(title, view => view.Encode!.State == EncodeState.Done);

        await title.RetryTrack(upload.Id);
        Assert.Equal(Folder(title, "2"), (await Worker.DoNextAsync()).OutputPath);
        Assert.Equal(Folder(title, "2"), (await Worker.DoNextAsync()).OutputPath);
        await BecomesAsync(title, view => view.Additions.IsEmpty);
        Assert.Contains((await title.GetPresentation())!.Subtitles, subtitle => subtitle.Language == "de");
    }

    [Fact]
    public async Task DismissEncode_Running_IsCalledOffAndForgotten()
    {
        var title = await PublishedTitleAsync();
        var wish = Wish();
        await title.Encode(wish);
        await Worker.DoNextAsync();
        var lease = await Worker.LeaseAsync();
        Assert.Equal("encode-not-found", await RefusedAsync(() => title.DismissEncode(Guid.NewGuid())));
        await title.DismissEncode(wish.Id);
        Assert.Null((await title.Get()).Encode);
        await Eventually.HoldsAsync(async () => !await Worker.Job(lease).Heartbeat(lease.Id, new WorkProgress(0.5, 1)), "The lease is lost");
        Assert.Equal("1", (await title.GetPresentation())!.Version);
        await title.Encode(Wish());
        await Worker.DoAllAsync(Items);
        await BecomesAsync(title, view => view.Encode!.State == EncodeState.Done);
    }

    [Fact]
    public async Task Delete_WhileItIsEncodedAnew_LeavesNothingOfEitherVersion()
    {
        var title = await PublishedTitleAsync();
        await StoreAsync(title, "v360/0.m4s");
        await title.Encode(Wish());
        await Worker.DoNextAsync();
        var lease = await Worker.LeaseAsync();
        await StoreAsync(title, "v360/0.m4s", "2");
        await title.Delete();
        await Eventually.HoldsAsync(async () => !await Worker.Job(lease).Heartbeat(lease.Id, new WorkProgress(0.5, 1)), "The lease is lost");
        Cluster.Clock.Leap(TimeSpan.FromMinutes(2));
        await title.Resume();
        await Eventually.HoldsAsync(async () => await CountRowsAsync<TitleRecord>() + await CountRowsAsync<JobRecord>() == 0, "No row is left");
        Assert.Equal(0, await CountObjectsAsync(Buckets.TranscodedProfiles, OutputPaths.OfTitle(title.GetPrimaryKey())));
    }

    [Fact]
    public async Task Encode_RowCannotBeWrittenAtTheSwitch_SwitchesAtTheNextReport()
    {
        var title = await PublishedTitleAsync();
        await title.Encode(Wish());
        await Worker.DoAllAsync(Items - 1);
        var last = await Worker.LeaseAsync();
        using (var hold = Cluster.Faults.HoldBack("PutAsync"))
        {
            await Worker.CompleteAsync(last);
            await hold.Arrived;

            // The job writes first, then the title: one failure hits the job, the other the title.
            Cluster.Faults.Fail("WriteStateAsync", 1);
        }

        await Eventually.HoldsAsync(
            async () =>
            {
                await title.Resume();
                return (await title.Get()).Encode!.State == EncodeState.Done;
            },
            "It has switched after all");
        Assert.Equal("2", (await title.GetPresentation())!.Version);
    }

    [Fact]
    public async Task ReceiveReminder_OnlyOldFilesAreLeft_ComesAgainWhenTheyMayGo()
    {
        var title = await ReencodedAsync();
        await title.AsReference<IRemindable>().ReceiveReminder("tracks", default, Cancellation);
        var reminders = Cluster.Silos.GetActiveSilos().First().ServiceProvider.GetRequiredService<IReminderTable>();
        Assert.InRange((await reminders.ReadRow(title.GetGrainId(), "tracks", Cancellation))!.StartAt, DateTime.UtcNow + SessionLifetime - TimeSpan.FromMinutes(1), DateTime.UtcNow + SessionLifetime + TimeSpan.FromMinutes(1));

        Cluster.Clock.Leap(SessionLifetime + Retirement.ClockMargin);
        await title.AsReference<IRemindable>().ReceiveReminder("tracks", default, Cancellation);
        await ClearedAsync();
        await title.AsReference<IRemindable>().ReceiveReminder("tracks", default, Cancellation);
        Assert.Null(await reminders.ReadRow(title.GetGrainId(), "tracks", Cancellation));
    }

    [Fact]
    public async Task RemoveRung_OneOfSeveral_LeavesPlaylistsAtOnceAndFilesLaterAndStaysAway()
    {
        var (title, worker) = await ThreeRungsAsync();
        await StoreAsync(title, "v720/0.m4s");
        await StoreAsync(title, "v480/0.m4s");
        Assert.Equal("rendition-not-found", await RefusedAsync(() => title.RemoveRung("v1080")));
        Assert.Equal("rendition-needed", await RefusedAsync(() => title.RemoveRung("v480")));

        await title.RemoveRung("v720");
        await title.RemoveRung("v720");
        var facts = await StoredFactsAsync(title);
        Assert.Equal(["v360", "v480"], facts.Video.Select(video => video.Id));
        Assert.Equal(1, facts.Revision);
        Assert.DoesNotContain((await title.Get()).Renditions, rendition => rendition.Id == "v720");
        Assert.Contains("title.rendition-removed", await EventsOfAsync(title));
        Assert.Equal(1, await CountObjectsAsync(Buckets.TranscodedProfiles, $"{Folder(title, "1")}/v720/"));

        // Whoever plays it goes on until the session ends.
        Cluster.Clock.Leap(SessionLifetime);
        await title.Resume();
        Assert.Equal(1, await CountObjectsAsync(Buckets.TranscodedProfiles, $"{Folder(title, "1")}/v720/"));
        Cluster.Clock.Leap(Retirement.ClockMargin);
        await title.Resume();
        await ClearedAsync();
        Assert.Equal(0, await CountObjectsAsync(Buckets.TranscodedProfiles, $"{Folder(title, "1")}/v720/"));
        Assert.Equal(1, await CountObjectsAsync(Buckets.TranscodedProfiles, $"{Folder(title, "1")}/v480/"));

        await title.Encode(Wish());
        var chunk = (VideoChunkWork)(await worker.DoAllAsync(4))[1].Item;
        Assert.Equal(["v360", "v480"], chunk.Plan.Video.Select(rung => rung.Id));
        var view = await BecomesAsync(title, view => view.Encode!.State == EncodeState.Done);
        Assert.Equal(["v360", "v480"], view.Renditions.Select(rendition => rendition.Id));
    }

    [Fact]
    public async Task RemoveRung_TheLast_IsRefused() =>
        Assert.Equal("rendition-needed", await RefusedAsync(async () => await (await PublishedTitleAsync()).RemoveRung("v360")));

    [Fact]
    public async Task RemoveRung_RowCannotBeWritten_FactsAreThoseOfTheRowAgain()
    {
        var (title, _) = await ThreeRungsAsync();
        Cluster.Faults.Fail("WriteStateAsync", 1, title);
        await Assert.ThrowsAsync<DomainException>(() => title.RemoveRung("v720"));
        Assert.Contains((await title.Get()).Renditions, rendition => rendition.Id == "v720");
        await title.AsReference<IRemindable>().ReceiveReminder("tracks", default, Cancellation);
        Assert.Contains((await StoredFactsAsync(title)).Video, video => video.Id == "v720");
    }

    private async Task<(ITitleGrain Title, ScriptedWorker Worker)> ThreeRungsAsync()
    {
        ScriptedWorker worker = new(Cluster.Grains) { Source = SampleSources.ThreeRungs };
        var title = await NewTitleAsync();
        await worker.DoAllAsync(4);
        await BecomesAsync(title, TitleState.Published);
        return (title, worker);
    }

    private static NewEncode Wish() => new(Guid.NewGuid());

    private static string Folder(ITitleGrain title, string version) => OutputPaths.OfVersion(title.GetPrimaryKey(), version);

    private static async Task<string> RefusedAsync(Func<Task> call) => (await Assert.ThrowsAsync<DomainException>(call)).Code;

    private async Task<ISessionGrain> PlayAsync(ITitleGrain title)
    {
        var session = Cluster.Grains.GetGrain<ISessionGrain>(Guid.NewGuid());
        await session.Start(new SessionRequest(OrgId, Guid.Empty, title.GetPrimaryKey()));
        return session;
    }

    private async Task<ITitleGrain> ReencodedAsync()
    {
        var title = await PublishedTitleAsync();
        await title.Encode(Wish());
        await Worker.DoAllAsync(Items);
        await BecomesAsync(title, view => view.Encode!.State == EncodeState.Done);
        return title;
    }

    private Task ClearedAsync() => Eventually.HoldsAsync(
        async () => (await Cluster.Rows.ListAsync<TitleRecord>(Mine, Cancellation)).Rows.All(row => row.State.Retired.Count == 0),
        "Nothing is left to clear");
}
