using StreamVerse.Grains.Abstractions.Administration;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Tests.Catalog;
using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Transcoding;

/// <summary>Silos that die in the middle of a job, without a word.</summary>
public sealed class SiloDeathTests
{
    [Fact]
    public async Task Job_SiloDies_GoesOnElsewhereAndKeepsWhatIsDone()
    {
        await using var cluster = await GrainCluster.StartAsync(3);
        ScriptedWorker worker = new(cluster.Grains);
        var title = await new Uploader(cluster, Guid.NewGuid()).UploadAsync();
        await worker.DoAllAsync(4);
        var held = await worker.LeaseAsync();
        await cluster.KillSiloOfAsync(worker.Job(held));
        await cluster.Silos.WaitForLivenessToStabilizeAsync(false);
        await ReachableAsync(() => cluster.Grains.GetGrain<ISweeperGrain>(Abstractions.Region.Here).Start());

        Assert.False(await worker.CompleteAsync(held));
        var rest = await worker.DoAllAsync(2);
        Assert.Equal([1, 2], rest.Select(lease => ((VideoChunkWork)lease.Item).Chunk));
        Assert.All(rest, lease => Assert.True(lease.Id.Token > held.Id.Token));
        await Eventually.HoldsAsync(async () => (await title.Get()).State == TitleState.Published, "It is published");
    }

    [Fact]
    public async Task Track_SiloOfJobAndTitleDies_IsAddedAllTheSame()
    {
        await using var cluster = await GrainCluster.StartAsync(3);
        ScriptedWorker worker = new(cluster.Grains);
        var org = Guid.NewGuid();
        var title = await new Uploader(cluster, org).UploadAsync();
        await worker.DoAllAsync(6);
        await Eventually.HoldsAsync(async () => (await title.Get()).State == TitleState.Published, "It is published");
        await new Uploader(cluster, org) { Track = new TrackRequest(title.GetPrimaryKey(), TrackKind.Audio, "fr", null) }.UploadAsync();
        await worker.DoAllAsync(2);
        var held = await worker.LeaseAsync();
        await cluster.KillSiloOfAsync(worker.Job(held));
        await cluster.Silos.WaitForLivenessToStabilizeAsync(false);

        // As the reminder does.
        await ReachableAsync(title.Resume);
        await ReachableAsync(() => worker.Job(held).Resume());
        Assert.False(await worker.CompleteAsync(held));
        var rest = await worker.DoNextAsync();
        Assert.True(rest.Id.Token > held.Id.Token);
        await Eventually.HoldsAsync(async () => (await title.Get()) is { Additions.IsEmpty: true, Renditions: var renditions } && renditions.Any(rendition => rendition.Language == "fr"), "It is added");
    }

    [Fact]
    public async Task Encode_SiloOfTheTitleDies_SwitchesAllTheSame()
    {
        await using var cluster = await GrainCluster.StartAsync(3);
        ScriptedWorker worker = new(cluster.Grains);
        var title = await new Uploader(cluster, Guid.NewGuid()).UploadAsync();
        await worker.DoAllAsync(6);
        await Eventually.HoldsAsync(async () => (await title.Get()).State == TitleState.Published, "It is published");
        await title.Encode(new NewEncode(Guid.NewGuid()));
        await worker.DoAllAsync(3);
        await cluster.KillSiloOfAsync(title);
        await cluster.Silos.WaitForLivenessToStabilizeAsync(false);

        // As the reminder does.
        await ReachableAsync(title.Resume);
        await Eventually.HoldsAsync(
            async () =>
            {
                if (await worker.Fleet.Lease(worker.Description, TimeSpan.Zero) is { } lease)
                {
                    await worker.CompleteAsync(lease);
                }

                return (await title.Get()).Encode!.State == EncodeState.Done;
            },
            "It has switched");
        Assert.Equal("2", (await title.GetPresentation())!.Version);
    }

    /// <summary>A call to a silo that has just died fails; the caller asks again.</summary>
    private static Task ReachableAsync(Func<Task> call) => Eventually.HoldsAsync(
        async () =>
        {
            try
            {
                await call();
                return true;
            }
            catch (Exception exception) when (exception is TimeoutException or OrleansException)
            {
                return false;
            }
        },
        "The grain can be reached");
}
