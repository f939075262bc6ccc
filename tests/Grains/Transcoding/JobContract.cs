using System.Text.Json;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Abstractions.Transcoding.Remote;
using StreamVerse.Grains.Catalog;
using StreamVerse.Grains.Tests.Clusters;
using StreamVerse.Grains.Transcoding;
using StreamVerse.Media.Cmaf;
using StreamVerse.Media.Presentations;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Grains.Tests.Transcoding;

/// <summary>A job's life, from the inspection to the publication, with a worker that does what the test says.</summary>
public abstract class JobContract(ClusterSource clusters) : GrainContract(clusters)
{
    private static readonly TimeSpan LeaseLifetime = TimeSpan.FromSeconds(31);

    [Fact]
    public async Task Job_AllItemsDone_PublishesOnce()
    {
        var title = await NewTitleAsync();
        Assert.IsType<InspectWork>((await Worker.DoNextAsync()).Item);
        var seconds = new List<double>();
        for (var item = 0; item < 5; item++)
        {
            await Worker.DoNextAsync();
            seconds.Add((await title.Get()).PlayableSeconds);
        }

        var view = await BecomesAsync(title, TitleState.Published);
        Assert.Equal((1, 44, 44), (view.Progress, view.DurationSeconds, view.PlayableSeconds));
        Assert.Equal(seconds.Order(), seconds);
        Assert.Equal(["The file has a notice."], view.Notices);

        var facts = await title.GetPresentation();
        await using var stored = await Cluster.Objects.OpenReadAsync(new ObjectKey(Buckets.TranscodedProfiles, $"{OutputPaths.OfVersion(title.GetPrimaryKey(), "1")}/{PresentationPaths.Facts}"), null, Cancellation);
        var read = await JsonSerializer.DeserializeAsync<Presentation>(stored!.Content, JsonSerializerOptions.Web, Cancellation);
        Assert.Equal(JsonSerializer.Serialize(facts), JsonSerializer.Serialize(read));
        Assert.True(read!.IsComplete);
        Assert.Equal(["title.created", "title.published"], await EventsOfAsync(title));
        Assert.Null(await Worker.TryLeaseAsync());
    }

    [Fact]
    public async Task Complete_HandedInTwice_CountsBothTimesWhateverCameBetween()
    {
        var title = await NewTitleAsync();
        List<WorkLease> done = [];
        for (var item = 0; item < 6; item++)
        {
            var lease = await Worker.LeaseAsync();
            Assert.True(await Worker.CompleteAsync(lease));
            Assert.True(await Worker.CompleteAsync(lease));
            Assert.False(await Worker.Job(lease).Heartbeat(lease.Id, new WorkProgress(1, 0)));
            done.Add(lease);
        }

        await BecomesAsync(title, TitleState.Published);
        await Cluster.Silos.DeactivateAsync(Worker.Job(done[0]));
        foreach (var lease in done)
        {
            Assert.True(await Worker.CompleteAsync(lease), $"Item {lease.Id.Item} counts no more.");
            Assert.False(await Worker.Job(lease).Complete(lease.Id with { Token = lease.Id.Token + 100 }, Worker.ResultOf(lease.Item)));
        }

        Assert.Equal(["title.created", "title.published"], await EventsOfAsync(title));
    }

    [Fact]
    public async Task Complete_ResultCannotBeStored_CountsOnlyOnceItIs()
    {
        await NewTitleAsync();
        await Worker.DoNextAsync();
        var lease = await Worker.LeaseAsync();
        Cluster.Faults.Fail("WriteStateAsync", 1, Worker.Job(lease));
        await Assert.ThrowsAsync<DomainException>(() => Worker.CompleteAsync(lease));
        Assert.True(await Worker.Job(lease).Heartbeat(lease.Id, new WorkProgress(1, 0)));
        Assert.True(await Worker.CompleteAsync(lease));
        Assert.False(await Worker.Job(lease).Heartbeat(lease.Id, new WorkProgress(1, 0)));
    }

    [Fact]
    public async Task Presentation_ItemsMissing_GrowsWithWhatIsThere()
    {
        var title = await NewTitleAsync();
        await Worker.DoNextAsync();
        var (first, audio, subtitles) = (await Worker.LeaseAsync(), await Worker.LeaseAsync(), await Worker.LeaseAsync());
        var (second, third) = (await Worker.LeaseAsync(), await Worker.LeaseAsync());

        Assert.True(await Worker.CompleteAsync(third));
        Assert.True(await Worker.CompleteAsync(first));
        Assert.True(await Worker.Job(audio).Heartbeat(audio.Id, new WorkProgress(0.3, 3)));
        Assert.Null(await title.GetPresentation());

        Assert.True(await Worker.CompleteAsync(subtitles));
        await PlayableBecomesAsync(title, 3 * 4);
        Assert.True(await Worker.Job(audio).Heartbeat(audio.Id, new WorkProgress(0.6, 9)));
        await PlayableBecomesAsync(title, 4 * 4);
        Assert.True(await Worker.CompleteAsync(second));
        await PlayableBecomesAsync(title, 9 * 4);
        Assert.Equal(TitleState.Transcoding, (await title.Get()).State);
        Assert.True(await Worker.CompleteAsync(audio));
        await BecomesAsync(title, TitleState.Published);
    }

    [Fact]
    public async Task Presentation_AudioIsDoneAgain_NeverShrinks()
    {
        var title = await NewTitleAsync();
        await Worker.DoNextAsync();
        await Worker.DoNextAsync();
        var audio = await Worker.LeaseAsync();
        await Worker.DoNextAsync();
        await Worker.Job(audio).Heartbeat(audio.Id, new WorkProgress(0.5, 3));
        await PlayableBecomesAsync(title, 12);

        await Worker.Job(audio).Fail(audio.Id, ScriptedWorker.Killed);
        await Worker.DoNextAsync();
        Assert.Equal(12, (await title.Get()).PlayableSeconds);
        Assert.Equal(3, (await title.GetPresentation())!.PlayableSegments);
    }

    [Fact]
    public async Task Complete_LeaseExpiredAndTaken_IsFenced()
    {
        await NewTitleAsync();
        await Worker.DoNextAsync();
        var old = await Worker.LeaseAsync();
        Cluster.Clock.Leap(LeaseLifetime);
        var taken = await new ScriptedWorker(Cluster.Grains, "other/0").LeaseAsync();

        Assert.Equal(old.Id.Item, taken.Id.Item);
        Assert.True(taken.Id.Token > old.Id.Token);
        Assert.False(await Worker.Job(old).Heartbeat(old.Id, new WorkProgress(0.9, 0)));
        Assert.False(await Worker.CompleteAsync(old));
        await Worker.Job(old).Fail(old.Id, ScriptedWorker.Killed);
        Assert.True(await Worker.CompleteAsync(taken));
        Assert.False(await Worker.CompleteAsync(old));
    }

    [Fact]
    public async Task Complete_JobMovedToAnotherSilo_OldTokenIsFenced()
    {
        await NewTitleAsync();
        await Worker.DoNextAsync();
        var old = await Worker.LeaseAsync();
        await Cluster.Silos.DeactivateAsync(Worker.Job(old));
        Assert.False(await Worker.CompleteAsync(old));
        var again = await Worker.LeaseAsync();
        Assert.Equal(old.Id.Item, again.Id.Item);
        Assert.True(again.Id.Token > old.Id.Token);
    }

    [Fact]
    public async Task Fail_Transient_BacksOffThenFailsWithReasonAndRetryKeepsWhatIsDone()
    {
        var title = await NewTitleAsync();
        await Worker.DoAllAsync(4);
        for (var tries = 1; tries <= 6; tries++)
        {
            var lease = await Worker.LeaseAsync();
            var other = await Worker.LeaseAsync();
            Assert.Equal((1, 2), (((VideoChunkWork)lease.Item).Chunk, ((VideoChunkWork)other.Item).Chunk));
            await Worker.Job(other).Fail(other.Id, new WorkFailure(WorkFailureKind.Drained, "drained", "The worker is stopping.", null));
            await Worker.Job(lease).Fail(lease.Id, ScriptedWorker.Killed);
            if (tries < 6)
            {
                Assert.Equal(2, ((VideoChunkWork)(await Worker.LeaseAsync()).Item).Chunk);
                Assert.Null(await Worker.TryLeaseAsync());
                Cluster.Clock.Leap(LeaseLifetime);
            }
        }

        var failed = await BecomesAsync(title, TitleState.Failed);
        Assert.Equal(new TitleError("encoder-killed", ScriptedWorker.Killed.Message, ScriptedWorker.Killed.Log), failed.Error);
        Assert.Equal(16, failed.PlayableSeconds);
        Assert.Null(await Worker.TryLeaseAsync());

        Assert.Equal(TitleState.Inspecting, (await title.Retry()).State);
        var rest = await Worker.DoAllAsync(2);
        Assert.Equal([1, 2], rest.Select(lease => ((VideoChunkWork)lease.Item).Chunk));
        var view = await BecomesAsync(title, TitleState.Published);
        Assert.Null(view.Error);
        Assert.Equal(["title.created", "title.failed", "title.published"], await EventsOfAsync(title));
    }

    [Fact]
    public async Task Lease_WorkersGoSilentOverAndOver_FailsOnlyAfterManyOfThem()
    {
        var title = await NewTitleAsync();
        await Worker.DoAllAsync(5);
        for (var silences = 0; silences < 20; silences++)
        {
            Assert.Equal(2, ((VideoChunkWork)(await new ScriptedWorker(Cluster.Grains, $"mortal-{silences}/0").LeaseAsync()).Item).Chunk);
            Cluster.Clock.Leap(LeaseLifetime);
        }

        Assert.Null(await Worker.TryLeaseAsync());
        Assert.Equal("worker-lost", (await BecomesAsync(title, TitleState.Failed)).Error?.Code);
    }

    [Fact]
    public async Task Fail_SourceUnusable_FailsAtOnce()
    {
        var title = await NewTitleAsync();
        var lease = await Worker.LeaseAsync();
        await Worker.Job(lease).Fail(lease.Id, new WorkFailure(WorkFailureKind.Source, "not-a-video", "The file is a text, not a video.", null));
        var failed = await BecomesAsync(title, TitleState.Failed);
        Assert.Equal(new TitleError("not-a-video", "The file is a text, not a video."), failed.Error);
    }

    [Fact]
    public async Task Complete_InitDiffersFromOtherChunks_IsTriedAgain()
    {
        var title = await NewTitleAsync();
        await Worker.DoAllAsync(4);
        var odd = await Worker.LeaseAsync();
        Assert.True(await Worker.Job(odd).Complete(odd.Id, Worker.ResultOf(odd.Item, "another-init")));
        Assert.Equal(TitleState.Transcoding, (await title.Get()).State);
        Cluster.Clock.Leap(LeaseLifetime);
        await Worker.DoAllAsync(2);
        await BecomesAsync(title, TitleState.Published);
    }

    [Fact]
    public async Task Complete_ResultOfAnotherKind_IsTriedAgain()
    {
        var title = await NewTitleAsync();
        await Worker.DoNextAsync();
        var chunk = await Worker.LeaseAsync();
        Assert.True(await Worker.Job(chunk).Complete(chunk.Id, new SubtitleResult(1)));
        Cluster.Clock.Leap(LeaseLifetime);
        await Worker.DoAllAsync(5);
        await BecomesAsync(title, TitleState.Published);
    }

    [Fact]
    public async Task Complete_InspectionCannotBe_IsTriedElsewhereAndFailsWithTheReason()
    {
        var title = await NewTitleAsync();
        var endless = SampleSources.ThreeChunks with { Video = SampleSources.ThreeChunks.Video with { OutputFrameCount = 500_000_000_000 } };
        foreach (var name in new[] { "a", "b", "c" })
        {
            Assert.Equal(TitleState.Inspecting, (await BecomesAsync(title, TitleState.Inspecting)).State);
            await new ScriptedWorker(Cluster.Grains, $"{name}/0") { Source = endless }.DoNextAsync();
            Cluster.Clock.Leap(LeaseLifetime);
        }

        var failed = await BecomesAsync(title, TitleState.Failed);
        Assert.Equal("result-malformed", failed.Error?.Code);
        Assert.Contains("24 hours", failed.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_CodecsWouldBreakPlaylists_IsTriedAgain()
    {
        var title = await NewTitleAsync();
        await Worker.DoAllAsync(2);
        var audio = await Worker.LeaseAsync();
        Assert.IsType<AudioWork>(audio.Item);
        Assert.True(await Worker.Job(audio).Complete(audio.Id, new AudioResult(new RenditionMeasurement(1, 1, "mp4a.40.2\"\n#EXT-X-ENDLIST", "audio"))));
        Cluster.Clock.Leap(LeaseLifetime);
        await Worker.DoAllAsync(4);
        await BecomesAsync(title, TitleState.Published);
        Assert.Equal("mp4a.40.2", Assert.Single((await title.GetPresentation())!.Audio).Codecs);
    }

    [Fact]
    public async Task Complete_BufferOfAnotherRate_IsTriedAgain()
    {
        var title = await NewTitleAsync();
        await Worker.DoNextAsync();
        var chunk = await Worker.LeaseAsync();
        var result = (VideoChunkResult)Worker.ResultOf(chunk.Item);
        Assert.True(await Worker.Job(chunk).Complete(chunk.Id, result with { Rungs = [.. result.Rungs.Select(static rung => rung with { Buffer = LeakyBucket.Empty(1, 1) })] }));
        Cluster.Clock.Leap(LeaseLifetime);
        await Worker.DoAllAsync(5);
        await BecomesAsync(title, TitleState.Published);
    }

    [Fact]
    public async Task Heartbeat_ProgressCannotBe_LeaseIsLostAndTheItemTriedAgain()
    {
        var title = await NewTitleAsync();
        await Worker.DoAllAsync(2);
        var audio = await Worker.LeaseAsync();
        Assert.False(await Worker.Job(audio).Heartbeat(audio.Id, new WorkProgress(0.5, -3)));
        Assert.False(await Worker.CompleteAsync(audio));
        Cluster.Clock.Leap(LeaseLifetime);
        await Worker.DoAllAsync(4);
        await BecomesAsync(title, TitleState.Published);
    }

    [Fact]
    public async Task Complete_RowsCannotBeWritten_LeaseLivesAndWorkIsHandedInLater()
    {
        var title = await NewTitleAsync();
        await Worker.DoAllAsync(5);
        var last = await Worker.LeaseAsync();
        Cluster.Faults.Fail("WriteStateAsync", 1, Worker.Job(last));
        var refused = await Assert.ThrowsAsync<Abstractions.Errors.DomainException>(() => Worker.CompleteAsync(last));
        Assert.Equal("store-unavailable", refused.Code);
        Assert.True(await Worker.Job(last).Heartbeat(last.Id, new WorkProgress(1, 0)));
        Assert.True(await Worker.CompleteAsync(last));
        await BecomesAsync(title, TitleState.Published);
        Assert.Equal(["title.created", "title.published"], await EventsOfAsync(title));
    }

    [Fact]
    public async Task Publish_ObjectStoreFails_TriesAgainThenFailsClearlyAndRetryPublishes()
    {
        var title = await NewTitleAsync();
        await Worker.DoAllAsync(5);
        var last = await Worker.LeaseAsync();
        Cluster.Faults.Fail("PutAsync", 2);
        Assert.True(await Worker.CompleteAsync(last));
        await BecomesAsync(title, TitleState.Published);
        Assert.Equal(["title.created", "title.published"], await EventsOfAsync(title));
    }

    [Fact]
    public async Task Publish_TitleCannotBeWritten_IsReportedAgain()
    {
        var title = await NewTitleAsync();
        await Worker.DoAllAsync(5);
        var last = await Worker.LeaseAsync();

        // The job's own row is written first; it is the title's write that fails, several times over.
        using (var hold = Cluster.Faults.HoldBack("PutAsync"))
        {
            Assert.True(await Worker.CompleteAsync(last));
            await hold.Arrived;
            await Cluster.Silos.DeactivateAsync(title);
            await title.Get();
        }

        await BecomesAsync(title, TitleState.Published);
        Assert.Equal(["title.created", "title.published"], await EventsOfAsync(title));
    }

    [Fact]
    public async Task Retry_TitleNotFailed_IsRefused()
    {
        var title = await NewTitleAsync();
        var refused = await Assert.ThrowsAsync<Abstractions.Errors.DomainException>(title.Retry);
        Assert.Equal("title-not-failed", refused.Code);
    }

    [Fact]
    public async Task Delete_WorkerStillStores_EverythingIsGoneInTheEnd()
    {
        var title = await NewTitleAsync();
        await Worker.DoAllAsync(2);
        var lease = await Worker.LeaseAsync();
        var output = OutputPaths.OfTitle(title.GetPrimaryKey()) + "/";
        await StoreAsync($"{lease.OutputPath}/a1/0.m4s");

        await title.Delete();
        await Eventually.HoldsAsync(async () => await CountObjectsAsync(Buckets.TranscodedProfiles, output) == 0, "The files are gone");
        await Eventually.HoldsAsync(async () => !await Worker.Job(lease).Heartbeat(lease.Id, new WorkProgress(0.5, 1)), "The lease is lost");
        await StoreAsync($"{lease.OutputPath}/a1/1.m4s");
        Assert.False(await Worker.CompleteAsync(lease));

        Cluster.Clock.Leap(WorkProtocol.LateWrites);
        await Cluster.Grains.GetGrain<ITitleGrain>(title.GetPrimaryKey()).Resume();
        await Eventually.HoldsAsync(async () => await CountObjectsAsync(Buckets.TranscodedProfiles, output) == 0, "The late file is gone too");
        await Eventually.HoldsAsync(async () => await CountRowsAsync<TitleRecord>() + await CountRowsAsync<JobRecord>() + await CountRowsAsync<UploadRecord>() == 0, "No row is left");
        Assert.Equal(0, await CountObjectsAsync(Buckets.Content, lease.SourcePath));
        Assert.Equal(["title.created", "title.deleted"], await EventsOfAsync(title));
    }

    [Fact]
    public async Task DeleteAndRetry_JobReportsAtTheSameTime_NobodyWaitsForEver()
    {
        for (var round = 0; round < 5; round++)
        {
            var title = await NewTitleAsync();
            var inspection = await Worker.LeaseAsync();
            var job = Worker.Job(inspection);
            await job.Fail(inspection.Id, new WorkFailure(WorkFailureKind.Source, "not-a-video", "No.", null));
            await BecomesAsync(title, TitleState.Failed);
            await Task.WhenAll(title.Retry(), job.Resume(), job.Resume()).WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
            await Worker.DoNextAsync();
            await Task.WhenAll(title.Delete(), job.Resume(), job.Resume()).WaitAsync(TimeSpan.FromSeconds(15), Cancellation);
        }
    }

    private static Task PlayableBecomesAsync(ITitleGrain title, double seconds) =>
        Eventually.BecomesAsync(title.Get, view => view.PlayableSeconds == seconds, $"{seconds} s can be played");

    private async Task StoreAsync(string path)
    {
        using MemoryStream content = new([1, 2, 3]);
        await Cluster.Objects.PutAsync(new ObjectKey(Buckets.TranscodedProfiles, path), content, new PutOptions("video/mp4"), Cancellation);
    }
}
