using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Transcoding;

/// <summary>The work queue: who gets what, in which order, and what becomes of chunks that fail and workers over which they do.</summary>
public abstract class FleetContract(ClusterSource clusters) : GrainContract(clusters)
{
    [Fact]
    public async Task Lease_Encoding_UrgentItemsFirst()
    {
        await NewTitleAsync();
        var done = await Worker.DoAllAsync(6);
        Assert.Equal(
            ["InspectWork", "VideoChunkWork 0", "AudioWork", "SubtitleWork", "VideoChunkWork 1", "VideoChunkWork 2"],
            done.Select(lease => lease.Item is VideoChunkWork chunk ? $"VideoChunkWork {chunk.Chunk}" : lease.Item.GetType().Name));
        Assert.Equal(done.Select(lease => lease.Id.Token).Order(), done.Select(lease => lease.Id.Token));
    }

    [Fact]
    public async Task Lease_SecondJobArrives_ItsUrgentItemsGoFirst()
    {
        await NewTitleAsync();
        await Worker.DoAllAsync(4);
        var second = await NewTitleAsync();
        await Eventually.HoldsAsync(async () => (await second.Get()).State == TitleState.Inspecting, "The second job begins");
        var lease = await Worker.LeaseAsync();
        Assert.Equal((second.GetPrimaryKey(), typeof(InspectWork)), (lease.TitleId, lease.Item.GetType()));
    }

    [Fact]
    public async Task Lease_WorkerLacksEncoder_GetsNothing()
    {
        await NewTitleAsync();
        await Worker.DoNextAsync();
        var poor = new WorkerDescription("poor/0", ["aac"]);
        var lease = await Worker.Fleet.Lease(poor, TimeSpan.Zero, Cancellation);
        Assert.IsType<AudioWork>(lease!.Item);
        Assert.IsType<SubtitleWork>((await Worker.Fleet.Lease(poor, TimeSpan.Zero, Cancellation))!.Item);
        Assert.Null(await Worker.Fleet.Lease(poor, TimeSpan.Zero, Cancellation));
    }

    [Fact]
    public async Task Lease_WorkerDoesNotKnowTheKind_GetsOthers()
    {
        await NewTitleAsync();
        var older = Worker.Description with { Kinds = ["audio", "subtitles"] };
        Assert.Null(await Worker.Fleet.Lease(older, TimeSpan.Zero, Cancellation));
        await Worker.DoNextAsync();
        Assert.IsType<AudioWork>((await Worker.Fleet.Lease(older, TimeSpan.Zero, Cancellation))!.Item);
        Assert.IsType<SubtitleWork>((await Worker.Fleet.Lease(older, TimeSpan.Zero, Cancellation))!.Item);
        Assert.Null(await Worker.Fleet.Lease(older, TimeSpan.Zero, Cancellation));
        Assert.IsType<VideoChunkWork>((await Worker.LeaseAsync()).Item);
    }

    [Fact]
    public async Task Lease_TooLittleMemoryIsFree_GetsWhatFits()
    {
        await NewTitleAsync();
        await Worker.DoNextAsync();
        var tight = Worker.Description with { FreeMemoryBytes = 125_000_000 };
        Assert.IsType<AudioWork>((await Worker.Fleet.Lease(tight, TimeSpan.Zero, Cancellation))!.Item);
        Assert.IsType<SubtitleWork>((await Worker.Fleet.Lease(tight, TimeSpan.Zero, Cancellation))!.Item);
        Assert.Null(await Worker.Fleet.Lease(tight, TimeSpan.Zero, Cancellation));
        Assert.IsType<VideoChunkWork>((await Worker.LeaseAsync()).Item);
    }

    [Fact]
    public async Task Lease_ExpressArrivesLater_GoesFirstAndBackfillLast()
    {
        var backfill = await NewTitleAsync(priority: WorkPriority.Backfill);
        var standard = await NewTitleAsync();
        var express = await NewTitleAsync(priority: WorkPriority.Express);
        foreach (var title in new[] { backfill, standard, express })
        {
            await Eventually.HoldsAsync(async () => (await title.Get()).State == TitleState.Inspecting, "The job begins");
        }

        List<Guid> order = [];
        for (var item = 0; item < 3; item++)
        {
            order.Add((await Worker.LeaseAsync()).TitleId);
        }

        Assert.Equal([express.GetPrimaryKey(), standard.GetPrimaryKey(), backfill.GetPrimaryKey()], order);
    }

    [Fact]
    public async Task Lease_ChunkDrags_IsRacedByAnotherWorkerAndTheLoserIsDiscarded()
    {
        var title = await NewTitleAsync();
        var inspection = await Worker.LeaseAsync();
        Assert.True(await Worker.Job(inspection).Complete(inspection.Id, new InspectResult(SampleSources.SixChunks)));
        var slow = new ScriptedWorker(Cluster.Grains, "slow/0");
        var first = await slow.LeaseAsync();
        var chunks = Assert.IsType<VideoChunkWork>(first.Item).Plan.Grid.ChunkCount;
        Assert.True(chunks >= 4);
        for (var item = 1; item < chunks + 2; item++)
        {
            var lease = await Worker.LeaseAsync();
            Cluster.Clock.Leap(TimeSpan.FromSeconds(4));
            Assert.True(await slow.Job(first).Heartbeat(first.Id, new WorkProgress(0.1, 0)));
            Assert.True(await Worker.CompleteAsync(lease));
        }

        Assert.Null(await slow.TryLeaseAsync());
        var race = await Worker.LeaseAsync();
        Assert.Equal(first.Id.Item, race.Id.Item);
        Assert.Null(await new ScriptedWorker(Cluster.Grains, "third/0").TryLeaseAsync());
        Assert.True(await slow.Job(first).Heartbeat(first.Id, new WorkProgress(0.2, 0)));
        var inWork = (await Worker.Fleet.GetView()).Workers;
        Assert.Equal(["slow", "test"], inWork.Where(worker => worker.Encodes.Length > 0).Select(worker => worker.Name));

        Assert.True(await Worker.CompleteAsync(race));
        Assert.False(await slow.Job(first).Heartbeat(first.Id, new WorkProgress(0.3, 0)));
        Assert.False(await slow.CompleteAsync(first));
        await BecomesAsync(title, TitleState.Published);
    }

    [Fact]
    public async Task GetView_JobsAndWorkers_SaysWhatWaitsAndWhoDoesWhat()
    {
        var title = await NewTitleAsync();
        await Worker.DoNextAsync();
        var chunk = await Worker.LeaseAsync();
        Assert.True(await Worker.Job(chunk).Heartbeat(chunk.Id, new WorkProgress(0.5, 0)));
        var view = await Worker.Fleet.GetView();

        var job = Assert.Single(view.Jobs, job => job.TitleId == title.GetPrimaryKey());
        Assert.Equal((WorkPriority.Standard, JobPhase.Encoding, 4, 1, 1), (job.Priority, job.Phase, job.Waiting, job.Working, job.Done));
        var worker = Assert.Single(view.Workers, worker => worker.Name == "test");
        Assert.Equal(FleetWorkerState.Working, worker.State);
        Assert.Equal($"video part 1 of 3 of {title.GetPrimaryKey():N}", Assert.Single(worker.Encodes));
        Assert.True(worker.Speed > 0);
        Assert.True(view.QueueDepth >= 4);
    }

    [Fact]
    public async Task GetView_FleetMoved_JobsAreFoundAgainWithTheirClasses()
    {
        var title = await NewTitleAsync(priority: WorkPriority.Backfill);
        await Worker.DoNextAsync();
        await Cluster.Silos.DeactivateAsync(Worker.Fleet);
        var job = Assert.Single((await Worker.Fleet.GetView()).Jobs, job => job.TitleId == title.GetPrimaryKey());
        Assert.Equal(WorkPriority.Backfill, job.Priority);
    }

    [Fact]
    public async Task Fail_OverThreeWorkers_ItemIsPoisonAndTheLogIsTold()
    {
        var title = await NewTitleAsync();
        await Worker.DoAllAsync(4);
        foreach (var name in new[] { "a", "b", "c" })
        {
            var worker = new ScriptedWorker(Cluster.Grains, $"{name}/0");
            var lease = await worker.LeaseAsync();
            Assert.Equal(1, ((VideoChunkWork)lease.Item).Chunk);
            await worker.Job(lease).Fail(lease.Id, ScriptedWorker.Killed);
            Cluster.Clock.Leap(TimeSpan.FromSeconds(10));
        }

        var failed = await BecomesAsync(title, TitleState.Failed);
        Assert.Equal(new TitleError("encoder-killed", ScriptedWorker.Killed.Message, "the last lines"), failed.Error);
    }

    [Fact]
    public async Task Fail_StoreIsAwayForThreeWorkers_JobGoesOn()
    {
        var title = await NewTitleAsync();
        await Worker.DoAllAsync(4);
        foreach (var name in new[] { "a", "b", "c" })
        {
            var worker = new ScriptedWorker(Cluster.Grains, $"{name}/0");
            var lease = await worker.LeaseAsync();
            await worker.Job(lease).Fail(lease.Id, new WorkFailure(WorkFailureKind.Store, "store-unavailable", "The object store did not answer.", null));
            Cluster.Clock.Leap(TimeSpan.FromSeconds(10));
        }

        await Worker.DoAllAsync(2);
        await BecomesAsync(title, TitleState.Published);
    }

    [Fact]
    public async Task Fail_ThreeJobsOverOneWorker_WorkerIsQuarantinedUntilItsSelfTest()
    {
        var bad = new ScriptedWorker(Cluster.Grains, $"bad-{Guid.NewGuid():N}/0");
        for (var job = 0; job < 3; job++)
        {
            await NewTitleAsync();
            var lease = await bad.LeaseAsync();
            await bad.Job(lease).Fail(lease.Id, ScriptedWorker.Killed);
        }

        var refused = await Assert.ThrowsAsync<Abstractions.Errors.DomainException>(bad.TryLeaseAsync);
        Assert.Equal("worker-quarantined", refused.Code);
        Assert.Equal(FleetWorkerState.Quarantined, (await bad.Fleet.GetView()).Workers.Single(worker => worker.Name == bad.Description.Worker).State);
        Cluster.Clock.Leap(TimeSpan.FromSeconds(10));
        Assert.NotNull(await bad.Fleet.Lease(bad.Description with { SelfTests = 2 }, TimeSpan.FromSeconds(5), Cancellation));
    }
}
