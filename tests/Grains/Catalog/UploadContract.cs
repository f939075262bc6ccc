using System.Collections.Immutable;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Catalog;
using StreamVerse.Grains.Tests.Clusters;
using StreamVerse.Storage;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Grains.Tests.Catalog;

/// <summary>An upload from its creation to the title made of it, and whatever may come between.</summary>
public abstract class UploadContract(ClusterSource clusters) : GrainContract(clusters)
{
    [Fact]
    public async Task Upload_AllBytesCommitted_BecomesTitleWithSource()
    {
        var upload = NewUpload();
        var created = await upload.CreateAsync();
        Assert.Equal((1000L, 0L, null), (created.Length, created.Offset, created.TitleId));
        Assert.NotNull(created.ExpiresAt);

        var done = await upload.FinishAsync();
        Assert.Equal((1000L, null), (done.Offset, done.ExpiresAt));
        var title = Cluster.Grains.GetGrain<ITitleGrain>(done.TitleId!.Value);
        await BecomesAsync(title, TitleState.Inspecting);
        await using var source = await Cluster.Objects.OpenReadAsync(new ObjectKey(Buckets.Content, $"sources/{done.TitleId:N}"), null, Cancellation);
        using MemoryStream read = new();
        await source!.Content.CopyToAsync(read, Cancellation);
        Assert.Equal(upload.Content, read.ToArray());
        Assert.Equal(0, await CountObjectsAsync(Buckets.Content, $"uploads/{upload.Id:N}/"));
    }

    [Fact]
    public async Task Create_Twice_ChangesNothing()
    {
        var upload = NewUpload();
        var first = await upload.CreateAsync();
        await upload.Grain.AcquireWriter();
        Assert.Equal(first, await upload.CreateAsync());
    }

    [Fact]
    public async Task Commit_WriterReplaced_IsRefused()
    {
        var upload = NewUpload();
        await upload.CreateAsync();
        var old = await upload.Grain.AcquireWriter();
        var now = await upload.Grain.AcquireWriter();
        Assert.True(now.Token > old.Token);
        Assert.Equal((ErrorKind.LeaseLost, "upload-taken-over"), await RefusedAsync(() => upload.Grain.Commit(old.Token, 10, 10, [])));
        Assert.Equal(10, (await upload.Grain.Commit(now.Token, 10, 10, [])).Offset);
    }

    [Theory]
    [InlineData(9, 0)]
    [InlineData(1001, 0)]
    [InlineData(20, -1)]
    public async Task Commit_ImpossibleOffset_IsRefused(long offset, long tail)
    {
        var upload = NewUpload();
        await upload.CreateAsync();
        var lease = await upload.Grain.AcquireWriter();
        await upload.Grain.Commit(lease.Token, 10, 10, []);
        Assert.Equal((ErrorKind.Conflict, "upload-offset"), await RefusedAsync(() => upload.Grain.Commit(lease.Token, offset, tail, [])));
    }

    [Fact]
    public async Task Commit_PartsThatDoNotFillTheOffset_IsRefused()
    {
        var upload = NewUpload();
        await upload.CreateAsync();
        var lease = await upload.Grain.AcquireWriter();
        foreach (var (offset, tail, parts) in ((long, long, ImmutableArray<string>)[])[(1000, 0, []), (1000, 0, ["1", "2"]), (10, 0, ["1"]), (10, 10, ["1"]), (1000, 1000, [])])
        {
            Assert.Equal((ErrorKind.Conflict, "upload-offset"), await RefusedAsync(() => upload.Grain.Commit(lease.Token, offset, tail, parts)));
        }
    }

    [Fact]
    public async Task Commit_Repeated_ChangesNothing()
    {
        const int partSize = 8 << 20;
        var upload = NewUpload((2 * partSize) + 10);
        await upload.CreateAsync();
        var lease = await upload.Grain.AcquireWriter();
        await upload.Grain.Commit(lease.Token, partSize, 0, ["1"]);
        await upload.Grain.Commit(lease.Token, partSize, 0, ["1"]);
        var first = await upload.Grain.Commit(lease.Token, (2 * partSize) + 5, 5, ["2"]);
        Assert.Equal(first, await upload.Grain.Commit(lease.Token, (2 * partSize) + 5, 5, ["2"]));
    }

    [Fact]
    public async Task Upload_StuckWriterStoresItsPartLate_TheNewerWritersBytesStay()
    {
        var upload = NewUpload();
        await upload.CreateAsync();
        var stuck = await upload.Grain.AcquireWriter();
        var lease = await upload.Grain.AcquireWriter();
        var receipt = await upload.PutPartAsync(lease, upload.Content);
        var late = await upload.PutPartAsync(stuck, new byte[1000]);
        Assert.Equal((ErrorKind.LeaseLost, "upload-taken-over"), await RefusedAsync(() => upload.Grain.Commit(stuck.Token, 1000, 0, [late])));
        var done = await upload.Grain.Commit(lease.Token, 1000, 0, [receipt]);

        await BecomesAsync(Cluster.Grains.GetGrain<ITitleGrain>(done.TitleId!.Value), TitleState.Inspecting);
        await using var source = await Cluster.Objects.OpenReadAsync(new ObjectKey(Buckets.Content, lease.SourcePath), null, Cancellation);
        using MemoryStream read = new();
        await source!.Content.CopyToAsync(read, Cancellation);
        Assert.Equal(upload.Content, read.ToArray());
    }

    [Fact]
    public async Task Upload_Unknown_IsNotFound() =>
        Assert.Equal((ErrorKind.NotFound, "upload-not-found"), await RefusedAsync(NewUpload().Grain.Get));

    [Fact]
    public async Task Upload_Expired_IsGoneAndThenForgottenWithItsTails()
    {
        var upload = NewUpload();
        await upload.CreateAsync();
        var lease = await upload.Grain.AcquireWriter();
        await StoreTailAsync(lease.NextTailPath);
        await upload.Grain.Commit(lease.Token, 3, 3, []);
        var replaced = await upload.Grain.AcquireWriter();
        await StoreTailAsync(replaced.NextTailPath);

        Cluster.Clock.Leap(TimeSpan.FromHours(25));
        Assert.Equal((ErrorKind.Gone, "upload-expired"), await RefusedAsync(upload.Grain.Get));
        await upload.Grain.Resume();
        Assert.Equal((ErrorKind.NotFound, "upload-not-found"), await RefusedAsync(upload.Grain.Get));
        Assert.Equal(0, await CountObjectsAsync(Buckets.Content, $"uploads/{upload.Id:N}/"));
        Assert.Equal(0, await CountRowsAsync());
    }

    [Fact]
    public async Task Terminate_Active_ForgetsItAndMayBeRepeated()
    {
        var upload = NewUpload();
        await upload.CreateAsync();
        await upload.Grain.Terminate();
        await upload.Grain.Terminate();
        Assert.Equal((ErrorKind.NotFound, "upload-not-found"), await RefusedAsync(upload.Grain.Get));
    }

    [Fact]
    public async Task Terminate_Whole_IsRefused()
    {
        var upload = NewUpload();
        await upload.UploadAsync();
        Assert.Equal((ErrorKind.Conflict, "upload-finished"), await RefusedAsync(upload.Grain.Terminate));
    }

    [Fact]
    public async Task Assemble_StoreFailsForAWhile_GoesThrough()
    {
        Cluster.Faults.Fail("CompleteMultipartAsync", 1);
        var title = await NewTitleAsync();
        await BecomesAsync(title, TitleState.Inspecting);
    }

    [Fact]
    public async Task Assemble_PartsAreGone_FailsOnceWithReason()
    {
        var upload = NewUpload();
        await upload.CreateAsync();
        var lease = await upload.Grain.AcquireWriter();
        await Cluster.Objects.AbortMultipartAsync(new ObjectKey(Buckets.Content, lease.SourcePath), lease.MultipartId, Cancellation);
        var title = Cluster.Grains.GetGrain<ITitleGrain>((await upload.Grain.Commit(lease.Token, 1000, 0, ["lost"])).TitleId!.Value);
        Assert.Equal("upload-lost", (await BecomesAsync(title, TitleState.Failed)).Error!.Code);

        // The sweeper tries again every minute, and so may a person: it stays one failure, and nobody waits for ever.
        var tries = Cluster.Faults.CallsOf("CompleteMultipartAsync");
        await upload.Grain.Resume();
        await Eventually.HoldsAsync(() => Task.FromResult(Cluster.Faults.CallsOf("CompleteMultipartAsync") > tries), "It is tried again");
        await title.Retry().WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        await BecomesAsync(title, TitleState.Failed);
        Assert.Equal(["title.created", "title.failed", "title.failed"], await EventsOfAsync(title));
    }

    [Fact]
    public async Task Assemble_WriterComesAndSweeperLooksMeanwhile_IsDoneOnce()
    {
        var upload = NewUpload();
        await upload.CreateAsync();
        var completions = Cluster.Faults.CallsOf("CompleteMultipartAsync");
        ITitleGrain title;
        using (var hold = Cluster.Faults.HoldBack("CompleteMultipartAsync"))
        {
            title = Cluster.Grains.GetGrain<ITitleGrain>((await upload.FinishAsync()).TitleId!.Value);
            await hold.Arrived;
            var lease = await upload.Grain.AcquireWriter();
            Assert.Equal(1000, (await upload.Grain.Commit(lease.Token, 1000, 0, [])).Offset);
            await upload.Grain.Resume();
            await upload.Grain.Resume();
        }

        await BecomesAsync(title, TitleState.Inspecting);
        Assert.Equal(completions + 1, Cluster.Faults.CallsOf("CompleteMultipartAsync"));
        Assert.Equal(["title.created"], await EventsOfAsync(title));
    }

    [Fact]
    public async Task Delete_TitleWhileItsUploadIsAssembled_StaysDeleted()
    {
        var upload = NewUpload();
        await upload.CreateAsync();
        ITitleGrain title;
        using (var hold = Cluster.Faults.HoldBack("CompleteMultipartAsync"))
        {
            title = Cluster.Grains.GetGrain<ITitleGrain>((await upload.FinishAsync()).TitleId!.Value);
            await hold.Arrived;
            await title.Delete();
            await Eventually.HoldsAsync(async () => await CountRowsAsync() == 0, "The upload is gone");
        }

        Cluster.Clock.Leap(TimeSpan.FromMinutes(2));
        await title.Resume();
        await upload.Grain.Resume();
        await Eventually.HoldsAsync(async () => await CountObjectsAsync(Buckets.Content, $"sources/{title.GetPrimaryKey():N}") == 0, "The source is gone");
        Assert.Equal((ErrorKind.NotFound, "title-not-found"), await RefusedAsync(title.Get));

        // Other tests' titles may wait in the same fleet.
        while (await Worker.TryLeaseAsync() is { } lease)
        {
            Assert.NotEqual(title.GetPrimaryKey(), lease.TitleId);
        }
    }

    [Fact]
    public async Task Resume_SiloDiedBeforeAssembly_TitleIsMadeOfIt()
    {
        var upload = NewUpload();
        await upload.CreateAsync();
        Cluster.Faults.Fail("CompleteMultipartAsync", int.MaxValue);
        var done = await upload.FinishAsync();
        await Cluster.Silos.DeactivateAsync(upload.Grain);
        Cluster.Faults.Clear();
        await upload.Grain.Resume();
        await BecomesAsync(Cluster.Grains.GetGrain<ITitleGrain>(done.TitleId!.Value), TitleState.Inspecting);
    }

    [Fact]
    public async Task Store_IsDown_CallerIsToldAndNothingIsRemembered()
    {
        var upload = NewUpload();
        await upload.CreateAsync();
        var lease = await upload.Grain.AcquireWriter();
        Cluster.Faults.Fail("WriteStateAsync", 1, upload.Grain);
        Assert.Equal((ErrorKind.Unavailable, "store-unavailable"), await RefusedAsync(() => upload.Grain.Commit(lease.Token, 500, 500, [])));
        Assert.Equal(0, (await upload.Grain.Get()).Offset);
        Assert.Equal(500, (await upload.Grain.Commit(lease.Token, 500, 500, [])).Offset);
    }

    [Fact]
    public async Task Activation_StoreIsDown_CallerLearnsThatItIsTheStore()
    {
        var upload = NewUpload();
        await upload.CreateAsync();
        await Cluster.Silos.DeactivateAsync(upload.Grain);
        Cluster.Faults.Fail("ReadStateAsync", 100);
        var refused = await Assert.ThrowsAnyAsync<Exception>(upload.Grain.Get);
        Assert.NotNull(StoreUnavailableException.FindIn(refused));
        Cluster.Faults.Clear();
        Assert.Equal(0, (await upload.Grain.Get()).Offset);
    }

    [Fact]
    public async Task Get_TheLastCommitDidNotComeToTheTitle_TellsItsNameOnlyWhenItIsThere()
    {
        var upload = NewUpload();
        await upload.CreateAsync();
        var lease = await upload.Grain.AcquireWriter();
        var part = await upload.PutPartAsync(lease, upload.Content);

        // The upload's row is in memory; the title's cannot be read.
        Cluster.Faults.Fail("ReadStateAsync", int.MaxValue);
        Func<Task<UploadView>>[] calls = [() => upload.Grain.Commit(lease.Token, 1000, 0, [part]), () => upload.Grain.Commit(lease.Token, 1000, 0, [part]), upload.Grain.Get, upload.CreateAsync];
        foreach (var call in calls)
        {
            Assert.Equal((ErrorKind.Unavailable, "store-unavailable"), await RefusedAsync(call));
        }

        Cluster.Faults.Clear();
        var done = await upload.Grain.Get();
        Assert.Equal(1000, done.Offset);
        Assert.Equal($"{done.TitleId:N}", (await Cluster.Grains.GetGrain<ITitleGrain>(done.TitleId!.Value).Get()).Id);
    }

    private static async Task<(ErrorKind Kind, string Code)> RefusedAsync<T>(Func<Task<T>> call) => await RefusedAsync((Func<Task>)call);

    private static async Task<(ErrorKind Kind, string Code)> RefusedAsync(Func<Task> call)
    {
        var refused = await Assert.ThrowsAsync<DomainException>(call);
        return (refused.Kind, refused.Code);
    }

    private async Task StoreTailAsync(string path)
    {
        using MemoryStream content = new([1, 2, 3]);
        await Cluster.Objects.PutAsync(new ObjectKey(Buckets.Content, path), content, new PutOptions("application/octet-stream"), Cancellation);
    }

    private async Task<int> CountRowsAsync() =>
        (await Cluster.Rows.ListAsync<UploadRecord>(new RowQuery { Equal = new Dictionary<string, object?> { ["org_id"] = OrgId } }, Cancellation)).Rows.Count;
}
