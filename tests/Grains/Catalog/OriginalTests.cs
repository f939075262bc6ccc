using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Catalog;
using StreamVerse.Grains.Tests.Clusters;
using StreamVerse.Grains.Tests.Transcoding;
using StreamVerse.Media.Presentations;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Grains.Tests.Catalog;

/// <summary>What becomes of uploaded files when their titles are published.</summary>
public sealed class OriginalTests(SqliteClusterSource clusters) : GrainContract(clusters), IClassFixture<SqliteClusterSource>
{
    [Fact]
    public async Task Publish_TenantKeepsThem_OriginalStays()
    {
        Assert.Equal(new TenantPolicy(OriginalsPolicy.Keep, IsDefault: true), await Policy.Get());
        var title = await PublishAsync(static _ => 400_000);
        Assert.True((await title.Get()).HasOriginal);
        Assert.Equal(1000, await RoomAsync());
    }

    [Fact]
    public async Task Publish_TenantDoesNotWantThem_OriginalGoesAndItsRoomIsFree()
    {
        Assert.Equal(new TenantPolicy(OriginalsPolicy.DeleteAfterPublish, IsDefault: false), await Policy.SetOriginals(OriginalsPolicy.DeleteAfterPublish));
        var title = await PublishAsync(static _ => 400_000);
        var view = await BecomesAsync(title, view => !view.HasOriginal);
        Assert.Equal((TitleState.Published, 1000L), (view.State, view.SizeBytes));
        await Eventually.HoldsAsync(async () => await RoomAsync() == 0, "Its room is free");
        Assert.Equal(0, await CountObjectsAsync(Buckets.Content, await SourceAsync()));
        Assert.Contains("title.original-deleted", await EventsOfAsync(title));
        Assert.Equal("original-gone", (await Assert.ThrowsAsync<DomainException>(() => title.Encode(new NewEncode(Guid.NewGuid())))).Code);

        Assert.Equal(new TenantPolicy(OriginalsPolicy.Keep, IsDefault: true), await Policy.SetOriginals(null));
    }

    [Theory]
    [InlineData("v360/0.m4s", 0, "missing or empty, the first of them is v360/0.m4s")]
    [InlineData("v360/0.m4s", 190_000, "the segments of v360 have 190,000 bytes of 400,000")]
    [InlineData("thumbnails/0.jpg", 0, "thumbnails/0.jpg")]
    public async Task Publish_VersionIsNotWhole_OriginalStaysAndTheTitleSaysWhy(string file, int bytes, string reason)
    {
        await Policy.SetOriginals(OriginalsPolicy.DeleteAfterPublish);
        var title = await PublishAsync(name => name == file ? bytes : 400_000);
        var view = await BecomesAsync(title, view => view.Notices.Length == 2);
        Assert.StartsWith("The original was kept: ", view.Notices[1], StringComparison.Ordinal);
        Assert.Contains(reason, view.Notices[1], StringComparison.Ordinal);
        Assert.True(view.HasOriginal);
        Assert.Equal(1, await CountObjectsAsync(Buckets.Content, await SourceAsync()));
    }

    [Fact]
    public async Task Check_StoreIsAway_IsDoneWhenTheReminderComes()
    {
        await Policy.SetOriginals(OriginalsPolicy.DeleteAfterPublish);
        var title = await PublishAsync(static _ => 400_000, () => Cluster.Faults.Fail("DeleteAsync", 1));
        await BecomesAsync(title, view => !view.HasOriginal);
        await title.AsReference<IRemindable>().ReceiveReminder("tracks", default, Cancellation);
        await Eventually.HoldsAsync(async () => await CountObjectsAsync(Buckets.Content, await SourceAsync()) == 0 && await RoomAsync() == 0, "It is gone after all");
    }

    [Fact]
    public async Task Of_CompleteVersion_NamesWhatItsItemsMake()
    {
        var title = await NewTitleAsync();
        var made = (await Worker.DoAllAsync(6)).SelectMany(lease => WorkOutputs.NamesOf(lease.Item)).ToHashSet();
        await BecomesAsync(title, TitleState.Published);
        var named = PresentationFiles.Of((await title.GetPresentation())!).ToList();
        Assert.Equal(named.Count, named.Distinct().Count());
        Assert.Empty(named.Except(made));

        // The last segment may have fewer pictures to seek by than others.
        Assert.All(made.Except(named), name => Assert.Contains("/iframe-", name, StringComparison.Ordinal));
    }

    private ITenantPolicyGrain Policy => Cluster.Grains.GetGrain<ITenantPolicyGrain>(OrgId);

    private Task<long> RoomAsync() => Cluster.Rows.SumAsync<TitleRecord>("size_bytes", new Dictionary<string, object?> { ["org_id"] = OrgId }, Cancellation);

    private async Task<string> SourceAsync() => Assert.Single((await Cluster.Rows.ListAsync<TitleRecord>(Mine, Cancellation)).Rows).State.SourcePath;

    /// <summary>Publishes a title of one chunk whose files have these sizes.</summary>
    private async Task<ITitleGrain> PublishAsync(Func<string, int> sizeOf, Action? beforeTheLast = null)
    {
        ScriptedWorker worker = new(Cluster.Grains) { Source = SampleSources.Silent };
        var title = await NewTitleAsync();
        await worker.DoNextAsync();
        var lease = await worker.LeaseAsync();
        foreach (var name in WorkOutputs.NamesOf(lease.Item).Where(name => sizeOf(name) > 0))
        {
            using MemoryStream content = new(new byte[sizeOf(name)]);
            await Cluster.Objects.PutAsync(new ObjectKey(Buckets.TranscodedProfiles, $"{lease.OutputPath}/{name}"), content, new PutOptions("video/mp4"), Cancellation);
        }

        beforeTheLast?.Invoke();
        await worker.CompleteAsync(lease);
        await BecomesAsync(title, TitleState.Published);
        return title;
    }
}
