using StreamVerse.Storage.Relational.Activity;
using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Storage.Tests.Relational;

public abstract class ActivityContract : RelationalContract
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly Guid _orgId = Guid.NewGuid();

    [Fact]
    public async Task Add_Twice_IsThereOnceAndWhole()
    {
        ActivityEntry failed = new(Guid.NewGuid(), _orgId, Guid.NewGuid(), "A 字", "failed", "not-a-video", "The file is no video.", Noon.AddTicks(10));
        await Host.Activity.AddAsync(failed, Cancellation);
        await Host.Activity.AddAsync(failed with { Kind = "other" }, Cancellation);
        Assert.Equal(failed, Assert.Single((await ReadAsync(10)).Items));
    }

    [Fact]
    public async Task Add_WithoutNameAndReason_HasNone()
    {
        ActivityEntry deleted = new(Guid.NewGuid(), _orgId, Guid.NewGuid(), null, "deleted", null, null, Noon);
        await Host.Activity.AddAsync(deleted, Cancellation);
        Assert.Equal(deleted, Assert.Single((await ReadAsync(10)).Items));
    }

    [Fact]
    public async Task List_OfATenant_PagesThroughItsEntriesTheNewestFirst()
    {
        var mine = Enumerable.Range(0, 11).Select(number => New(_orgId, Noon.AddMinutes(number / 3))).ToList();
        foreach (var entry in mine.Append(New(Guid.NewGuid(), Noon)).OrderBy(entry => entry.Id))
        {
            await Host.Activity.AddAsync(entry, Cancellation);
        }

        List<ActivityEntry> read = [];
        string? cursor = null;
        do
        {
            var page = await ReadAsync(4, cursor);
            read.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(mine.OrderByDescending(entry => entry.OccurredAt).Select(entry => entry.OccurredAt), read.Select(entry => entry.OccurredAt));
        Assert.Equal(mine.Select(entry => entry.Id).Order(), read.Select(entry => entry.Id).Order());
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("eyJPcmRlckJ5Ijoib2NjdXJyZWRfYXQiLCJEZXNjZW5kaW5nIjp0cnVlLCJWYWx1ZSI6IngiLCJJZCI6IngifQ")]
    public async Task List_AForeignCursor_IsRefused(string cursor) =>
        await Assert.ThrowsAsync<InvalidCursorException>(() => ReadAsync(3, cursor));

    [Fact]
    public async Task Purge_OldAndNew_TakesTheOldInBatches()
    {
        for (var day = 0; day < 9; day++)
        {
            await Host.Activity.AddAsync(New(_orgId, Noon.AddDays(day)), Cancellation);
        }

        Assert.Equal(4, await Host.Activity.PurgeAsync(Noon.AddDays(6), 4, Cancellation));
        Assert.Equal(2, await Host.Activity.PurgeAsync(Noon.AddDays(6), 4, Cancellation));
        Assert.Equal(0, await Host.Activity.PurgeAsync(Noon.AddDays(6), 4, Cancellation));
        Assert.Equal([8, 7, 6], (await ReadAsync(10)).Items.Select(entry => (entry.OccurredAt - Noon).Days));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task ListAndPurge_ANumberOutOfRange_AreRefused(int max)
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ReadAsync(max));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Host.Activity.PurgeAsync(Noon, max, Cancellation));
    }

    private static ActivityEntry New(Guid orgId, DateTimeOffset at) => new(Guid.NewGuid(), orgId, Guid.NewGuid(), "t", "published", null, null, at);

    private Task<Page<ActivityEntry>> ReadAsync(int max, string? cursor = null) => Host.Activity.ListAsync(_orgId, max, cursor, Cancellation);
}
