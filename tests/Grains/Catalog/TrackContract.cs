using System.Text.Json;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Catalog;
using StreamVerse.Grains.Tests.Clusters;
using StreamVerse.Grains.Transcoding;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Grains.Tests.Catalog;

/// <summary>Tracks that come into a published title, and go from it, with a worker that does what the test says.</summary>
public abstract class TrackContract(ClusterSource clusters) : GrainContract(clusters)
{
    private static readonly TimeSpan LongestSession = TimeSpan.FromHours(24);
    private static readonly string[] French = ["a3-fr-2ch", "a3-fr-6ch"];

    [Fact]
    public async Task AddTrack_Audio_JoinsTheFactsAndLeavesTheRest()
    {
        var title = await PublishedTitleAsync();
        var before = (await title.GetPresentation())!;
        var upload = Track(title, TrackKind.Subtitles, "de");
        await upload.CreateAsync();
        var coming = Assert.Single((await title.Get()).Additions);
        Assert.Equal((TrackState.Uploading, TrackKind.Subtitles, "German"), (coming.State, coming.Kind, coming.Name));
        await upload.Grain.Terminate();
        Assert.Empty((await title.Get()).Additions);

        // The number of the subtitles that never came is not used again.
        await Track(title, TrackKind.Audio, "fr").UploadAsync();
        var inspection = await Worker.DoNextAsync();
        Assert.Equal(new TrackInspectWork(TrackKind.Audio, "fr"), inspection.Item);
        var rest = await Worker.DoAllAsync(2);
        Assert.Equal(French, rest.Select(lease => ((TrackAudioWork)lease.Item).Rung.Id));
        Assert.All(rest, lease => Assert.Equal(OutputPaths.OfVersion(title.GetPrimaryKey(), "1"), lease.OutputPath));

        var view = await BecomesAsync(title, view => view.Additions.IsEmpty && view.Renditions.Any(rendition => rendition.Language == "fr"));
        Assert.Equal((TitleState.Published, 1d), (view.State, view.Progress));
        Assert.Equal(["The file has a notice.", "The added track 'French' is 10.0 s shorter than the title: its end is silent."], view.Notices);
        var after = (await title.GetPresentation())!;
        Assert.Equal(before.Revision + 1, after.Revision);
        Assert.Equal(before.Video, after.Video);
        Assert.Equal(["a1-en-2ch", .. French], after.Audio.Select(audio => audio.Id));
        Assert.Equal([true, false, false], after.Audio.Select(audio => audio.IsDefault));
        Assert.Equal(JsonSerializer.Serialize(after), JsonSerializer.Serialize(await StoredFactsAsync(title)));
        Assert.Contains("title.track-added", await EventsOfAsync(title));
        Assert.Null(await Worker.TryLeaseAsync());
    }

    [Fact]
    public async Task AddTrack_TitleUnknownOrUnfinished_IsRefusedAndLeavesNothing()
    {
        var foreign = await PublishedTitleAsync();
        var unknown = Cluster.Grains.GetGrain<ITitleGrain>(Guid.NewGuid());
        Assert.Equal("title-not-found", (await Assert.ThrowsAsync<DomainException>(() => Track(unknown, TrackKind.Audio, "fr").CreateAsync())).Code);
        var young = await NewTitleAsync();
        var refused = Track(young, TrackKind.Audio, "fr");
        Assert.Equal("title-not-published", (await Assert.ThrowsAsync<DomainException>(() => refused.CreateAsync())).Code);
        Assert.Equal("upload-not-found", (await Assert.ThrowsAsync<DomainException>(() => refused.Grain.Get())).Code);
        Assert.Equal("title-not-found", (await Assert.ThrowsAsync<DomainException>(() => new Uploader(Cluster, Guid.NewGuid()) { Track = new TrackRequest(foreign.GetPrimaryKey(), TrackKind.Audio, "fr", null) }.CreateAsync())).Code);
    }

    [Fact]
    public async Task AddTrack_MoreThanTheQuota_IsForgotten()
    {
        var title = await PublishedTitleAsync();
        var large = new Uploader(Cluster, OrgId) { Track = new TrackRequest(title.GetPrimaryKey(), TrackKind.Audio, "fr", null), DeclaredLength = 40_000_000_000 };
        Assert.Equal("upload-too-large", (await Assert.ThrowsAsync<DomainException>(() => large.CreateAsync())).Code);
        Assert.Empty((await title.Get()).Additions);
    }

    [Fact]
    public async Task Fail_Source_LeavesTheTitlePublishedAndCanBeRetriedOrDismissed()
    {
        var title = await PublishedTitleAsync();
        await Track(title, TrackKind.Audio, "fr").UploadAsync();
        var lease = await Worker.LeaseAsync();
        await Worker.Job(lease).Fail(lease.Id, new WorkFailure(WorkFailureKind.Source, "source-no-audio", "There is no sound in this file.", null));
        var failed = await BecomesAsync(title, view => view.Additions is [{ State: TrackState.Failed }]);
        Assert.Equal((TitleState.Published, new TitleError("source-no-audio", "There is no sound in this file.")), (failed.State, failed.Additions[0].Error));

        var id = Guid.Parse(failed.Additions[0].Id);
        Assert.Equal(TrackState.Processing, (await title.RetryTrack(id)).Additions[0].State);
        Assert.Equal("addition-not-failed", (await Assert.ThrowsAsync<DomainException>(() => title.RetryTrack(id))).Code);
        lease = await Worker.LeaseAsync();
        await title.DismissTrack(id);
        Assert.Empty((await title.Get()).Additions);
        await Eventually.HoldsAsync(async () => !await Worker.Job(lease).Heartbeat(lease.Id, new WorkProgress(0.5, 1)), "The lease is lost");
        await SettleAsync(title);
        Assert.Equal(0, await CountObjectsAsync(Buckets.Content, UploadPaths.TracksOf(title.GetPrimaryKey())));
        Assert.Equal("addition-not-found", (await Assert.ThrowsAsync<DomainException>(() => title.DismissTrack(id))).Code);
    }

    [Fact]
    public async Task RemoveTrack_Added_LeavesPlaylistsAtOnceAndFilesLaterAndIdsForEver()
    {
        var title = await PublishedTitleAsync();
        await AddFrenchAsync(title, "a2-fr-2ch");
        await StoreAsync(title, "a2-fr-2ch/0.m4s");
        await StoreAsync(title, "v360/0.m4s");

        await title.RemoveTrack("a2-fr-2ch");
        await title.RemoveTrack("a2-fr-6ch");
        Assert.Equal(["a1-en-2ch"], (await StoredFactsAsync(title)).Audio.Select(audio => audio.Id));
        Assert.DoesNotContain((await title.Get()).Renditions, rendition => rendition.Language == "fr");
        Assert.Equal(1, await CountObjectsAsync(Buckets.TranscodedProfiles, $"{Folder(title)}/a2-fr-2ch/"));
        await SettleAsync(title);
        Assert.Equal(0, await CountObjectsAsync(Buckets.Content, UploadPaths.TracksOf(title.GetPrimaryKey())));

        // Whoever plays it goes on until the session ends.
        Assert.Equal(1, await CountObjectsAsync(Buckets.TranscodedProfiles, $"{Folder(title)}/a2-fr-2ch/"));
        await title.RemoveTrack("a2-fr-2ch");
        Cluster.Clock.Leap(LongestSession - TitleTracks.RemovalGrace);
        await title.Resume();
        Assert.Equal(1, await CountObjectsAsync(Buckets.TranscodedProfiles, $"{Folder(title)}/a2-fr-2ch/"));
        Cluster.Clock.Leap(Retirement.ClockMargin);
        await title.Resume();
        await Eventually.HoldsAsync(async () => (await RowsAsync()).All(static title => title.Retired.Count == 0), "Nothing is left to go");
        Assert.Equal(0, await CountObjectsAsync(Buckets.TranscodedProfiles, $"{Folder(title)}/a2-fr-2ch/"));
        Assert.Equal(1, await CountObjectsAsync(Buckets.TranscodedProfiles, $"{Folder(title)}/v360/"));
        Assert.Equal("track-not-found", (await Assert.ThrowsAsync<DomainException>(() => title.RemoveTrack("a2-fr-2ch"))).Code);
        await AddFrenchAsync(title, "a3-fr-2ch");
    }

    [Fact]
    public async Task RemoveTrack_OfTheTitlesOwn_RefusesTheDefaultSoundOnly()
    {
        var title = await PublishedTitleAsync();
        Assert.Equal("track-needed", (await Assert.ThrowsAsync<DomainException>(() => title.RemoveTrack("a1-en-2ch"))).Code);
        Assert.Equal("track-not-found", (await Assert.ThrowsAsync<DomainException>(() => title.RemoveTrack("v360"))).Code);
        await title.RemoveTrack("s1-en");
        Assert.Empty((await title.GetPresentation())!.Subtitles);
        await Track(title, TrackKind.Subtitles, "en").UploadAsync();
        await Worker.DoNextAsync();
        Assert.Equal("s2-en", ((TrackSubtitleWork)(await Worker.DoNextAsync()).Item).Rung.Id);
        await BecomesAsync(title, view => view.Renditions.Any(rendition => rendition.Id == "s2-en"));
    }

    [Fact]
    public async Task ReportJob_FactsCannotBeStored_IsToldAgain()
    {
        var title = await PublishedTitleAsync();
        await Track(title, TrackKind.Audio, "fr").UploadAsync();
        await Worker.DoAllAsync(2);
        Cluster.Faults.Fail("PutAsync", 2);
        await Worker.DoNextAsync();
        await BecomesAsync(title, view => view.Additions.IsEmpty && view.Renditions.Any(rendition => rendition.Language == "fr"));
        Assert.Contains((await StoredFactsAsync(title)).Audio, audio => audio.Language == "fr");
    }

    [Fact]
    public async Task RemoveTrack_RowCannotBeWritten_FactsAreThoseOfTheRowAgain()
    {
        var title = await PublishedTitleAsync();
        await AddFrenchAsync(title, "a2-fr-2ch");
        Cluster.Faults.Fail("WriteStateAsync", 1, title);
        await Assert.ThrowsAsync<DomainException>(() => title.RemoveTrack("a2-fr-2ch"));
        Assert.Contains((await title.Get()).Renditions, rendition => rendition.Id == "a2-fr-2ch");
        await title.RemoveTrack("a2-fr-2ch");
        Assert.DoesNotContain((await StoredFactsAsync(title)).Audio, audio => audio.Language == "fr");
    }

    [Fact]
    public async Task Delete_WhileATrackIsMade_LeavesNothing()
    {
        var title = await PublishedTitleAsync();
        await Track(title, TrackKind.Audio, "fr").UploadAsync();
        await Worker.DoNextAsync();
        var lease = await Worker.LeaseAsync();
        await StoreAsync(title, "a2-fr-2ch/0.m4s");
        var arriving = Track(title, TrackKind.Subtitles, "de");
        await arriving.CreateAsync();
        await title.Delete();
        await Eventually.HoldsAsync(async () => !await Worker.Job(lease).Heartbeat(lease.Id, new WorkProgress(0.5, 1)), "The lease is lost");
        Cluster.Clock.Leap(TimeSpan.FromMinutes(2));
        await title.Resume();
        await Eventually.HoldsAsync(async () => await CountRowsAsync<TitleRecord>() + await CountRowsAsync<JobRecord>() + await CountRowsAsync<UploadRecord>() == 0, "No row is left");
        Assert.Equal(0, await CountObjectsAsync(Buckets.TranscodedProfiles, OutputPaths.OfTitle(title.GetPrimaryKey())));
        Assert.Equal(0, await CountObjectsAsync(Buckets.Content, UploadPaths.TracksOf(title.GetPrimaryKey())));
    }

    [Fact]
    public async Task Commit_TitleDeletedMeanwhile_UploadIsRemoved()
    {
        var title = await PublishedTitleAsync();
        var upload = Track(title, TrackKind.Audio, "fr");
        await upload.CreateAsync();
        await title.Delete();
        await Eventually.HoldsAsync(async () => await CountRowsAsync<UploadRecord>() == 0, "The upload is gone");
        Assert.Equal("upload-not-found", (await Assert.ThrowsAsync<DomainException>(upload.FinishAsync)).Code);
    }

    private static string Folder(ITitleGrain title) => OutputPaths.OfVersion(title.GetPrimaryKey(), "1");

    private async Task AddFrenchAsync(ITitleGrain title, string expected)
    {
        await Track(title, TrackKind.Audio, "fr").UploadAsync();
        await Worker.DoAllAsync(3);
        await BecomesAsync(title, view => view.Renditions.Any(rendition => rendition.Id == expected));
    }

    /// <summary>Lets the time pass after which removed tracks are forgotten, and waits until they are.</summary>
    private async Task SettleAsync(ITitleGrain title)
    {
        Cluster.Clock.Leap(TitleTracks.RemovalGrace);
        await title.Resume();
        await Eventually.HoldsAsync(async () => (await RowsAsync()).All(static title => title.Tracks.TrueForAll(static track => track.State != TrackState.Removing)), "Nothing is left to remove");
    }

    private async Task<IEnumerable<TitleRecord>> RowsAsync() => (await Cluster.Rows.ListAsync<TitleRecord>(Mine, Cancellation)).Rows.Select(static row => row.State);
}
