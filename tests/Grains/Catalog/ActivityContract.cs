using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Tests.Clusters;

namespace StreamVerse.Grains.Tests.Catalog;

/// <summary>What people read of what happens to titles.</summary>
public abstract class ActivityContract(ClusterSource clusters) : GrainContract(clusters)
{
    private IActivityGrain Activity => Cluster.Grains.GetGrain<IActivityGrain>(OrgId);

    [Fact]
    public async Task List_TitleFromUploadToDeletion_TellsTheNewestFirst()
    {
        var title = await NewTitleAsync();
        await Worker.DoAllAsync(6);
        var name = (await BecomesAsync(title, TitleState.Published)).Title;
        await title.Delete();
        var items = await KnowsAsync(3);
        Assert.Equal(["deleted", "published", "uploaded"], items.Select(item => item.Kind));
        Assert.All(items, item => Assert.Equal((title.GetPrimaryKey(), name, null), (item.TitleId, item.Title, item.Error)));
        Assert.Equal(items.Select(item => item.OccurredAt).OrderDescending(), items.Select(item => item.OccurredAt));
    }

    [Fact]
    public async Task List_TitleFailed_TellsWhy()
    {
        TitleError error = new("broken", "It is broken.");
        var title = Cluster.Grains.GetGrain<ITitleGrain>(Guid.NewGuid());
        await title.Create(new NewTitle(OrgId, "Holiday", "holiday.mp4", Guid.NewGuid(), "sources/a", 1000));
        await title.SourceFailed(error);
        var items = await KnowsAsync(2);
        Assert.Equal(("failed", error), (items[0].Kind, items[0].Error));
    }

    [Fact]
    public async Task List_StoreAwayForAWhile_KnowsAllTheSame()
    {
        Cluster.Faults.Fail("AddAsync", 4);
        var title = await NewTitleAsync();
        Assert.Equal(title.GetPrimaryKey(), (await KnowsAsync(1))[0].TitleId);
    }

    [Fact]
    public async Task List_PageByPage_HasEveryEntryOnceAndNoOtherTenants()
    {
        for (var number = 0; number < 5; number++)
        {
            await Cluster.Grains.GetGrain<ITitleGrain>(Guid.NewGuid()).Create(new NewTitle(OrgId, $"Title {number}", "a.mp4", Guid.NewGuid(), "sources/a", 1000));
        }

        var all = await KnowsAsync(5);
        List<ActivityItem> read = [];
        string? cursor = null;
        do
        {
            var page = await Activity.List(2, cursor);
            read.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(all, read);
        Assert.Equal(["Title 4", "Title 3", "Title 2", "Title 1", "Title 0"], read.Select(item => item.Title));
        Assert.Empty((await Cluster.Grains.GetGrain<IActivityGrain>(Guid.NewGuid()).List(10, null)).Items);
    }

    [Theory]
    [InlineData(0, null, "limit-invalid")]
    [InlineData(201, null, "limit-invalid")]
    [InlineData(10, "nonsense", "cursor-invalid")]
    public async Task List_WrongPage_IsRefused(int limit, string? cursor, string code)
    {
        var refused = await Assert.ThrowsAsync<DomainException>(() => Activity.List(limit, cursor));
        Assert.Equal((ErrorKind.Invalid, code), (refused.Kind, refused.Code));
    }

    private async Task<IReadOnlyList<ActivityItem>> KnowsAsync(int count) =>
        (await Eventually.BecomesAsync(() => Activity.List(200, null), page => page.Items.Length == count, $"{count} entries are known")).Items;
}
