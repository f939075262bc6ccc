using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Administration;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Catalog;

/// <summary>A tenant's room for sources, with a quota of 2,500 bytes.</summary>
public sealed class QuotaTests(QuotaTests.SmallQuota clusters) : GrainContract(clusters), IClassFixture<QuotaTests.SmallQuota>
{
    [Fact]
    public async Task Create_QuotaUsedUp_IsRefusedUntilATitleIsDeleted()
    {
        var title = await NewTitleAsync();
        await NewUpload().CreateAsync();
        var third = NewUpload();
        var refused = await Assert.ThrowsAsync<DomainException>(third.CreateAsync);
        Assert.Equal((ErrorKind.OutOfSpace, "quota-exceeded"), (refused.Kind, refused.Code));

        await title.Delete();
        Cluster.Clock.Leap(TimeSpan.FromMinutes(2));
        await Cluster.Grains.GetGrain<ISweeperGrain>(Region.Here).Start();
        await Eventually.HoldsAsync(() => SucceedsAsync(third), "There is room again");
    }

    [Fact]
    public async Task Create_ManyAtOnce_NeverMoreThanTheQuota()
    {
        var uploads = Enumerable.Range(0, 8).Select(_ => NewUpload()).ToArray();
        var results = await Task.WhenAll(uploads.Select(SucceedsAsync));
        Assert.Equal(2, results.Count(isCreated => isCreated));
    }

    [Fact]
    public async Task Sweep_UploadsExpired_RoomIsFreeAgain()
    {
        await NewUpload().CreateAsync();
        await NewUpload().CreateAsync();
        var third = NewUpload();
        Assert.False(await SucceedsAsync(third));
        Cluster.Clock.Leap(TimeSpan.FromHours(25));
        await Cluster.Grains.GetGrain<ISweeperGrain>(Region.Here).Start();
        Assert.True(await SucceedsAsync(third));
    }

    [Fact]
    public async Task Create_LargerThanAnyMayBe_IsRefused()
    {
        var refused = await Assert.ThrowsAsync<DomainException>(NewUpload(2001).CreateAsync);
        Assert.Equal((ErrorKind.TooLarge, "upload-too-large"), (refused.Kind, refused.Code));
    }

    private static async Task<bool> SucceedsAsync(Uploader upload)
    {
        try
        {
            await upload.CreateAsync();
            return true;
        }
        catch (DomainException exception) when (exception.Code == "quota-exceeded")
        {
            return false;
        }
    }

    public sealed class SmallQuota : ClusterSource
    {
        protected override Task<GrainCluster> StartAsync() => GrainCluster.StartAsync(2, settings: new Dictionary<string, string?>
        {
            ["StreamVerse:Catalog:QuotaBytes"] = "2500",
            ["StreamVerse:Catalog:MaxUploadBytes"] = "2000",
            ["StreamVerse:Catalog:ReserveBytes"] = "0",
        });
    }
}
