using System.Globalization;
using Orleans.Storage;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Storage.Tests.Relational;

public abstract class OutboxContract : RelationalContract
{
    [Fact]
    public async Task Write_WithEvents_StoresThemInOrderAndForgetsThem()
    {
        var id = NewId();
        var state = NewTitle("one");
        var events = Enumerable.Range(0, 5).Select(number => NewEvent($"event{number}")).ToList();
        events.ForEach(state.State.Raise);
        await Host.WriteAsync(id, state);
        Assert.Empty(state.State.PendingEvents);
        var last = NewEvent("last");
        state.State.Raise(last);
        await Host.WriteAsync(id, state);
        var entries = await Host.ReadUnpublishedAsync(Cancellation);
        Assert.Equal([.. events.Select(e => e.Id), last.Id], entries.Select(entry => entry.Event.Id));
        Assert.All(entries, entry => Assert.Equal(("title", id.Key.ToString()), (entry.EntityType, entry.EntityId)));
        Assert.Equal(entries.Select(entry => entry.Sequence).Order().Distinct(), entries.Select(entry => entry.Sequence));
        Assert.Equal(long.Parse(state.ETag!, CultureInfo.InvariantCulture) * 1000, entries[^1].Sequence);
        Assert.Equal("event0", entries[0].Event.Data.GetProperty("type").GetString());
        Assert.Equal((events[0].Topic, events[0].Type, events[0].OccurredAt), (entries[0].Event.Topic, entries[0].Event.Type, entries[0].Event.OccurredAt));
    }

    [Fact]
    public async Task Write_Conflict_StoresNoEventAndKeepsItPending()
    {
        var id = NewId();
        await Host.WriteAsync(id, NewTitle("one"));
        var stale = await Host.ReadAsync<TitleRow>(id);
        await Host.WriteAsync(id, await Host.ReadAsync<TitleRow>(id));
        stale.State.Raise(NewEvent("never"));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Host.WriteAsync(id, stale));
        Assert.Single(stale.State.PendingEvents);
        Assert.Empty(await Host.ReadUnpublishedAsync(Cancellation));
    }

    [Fact]
    public async Task Write_EventCannotBeStored_StateIsNotStoredEither()
    {
        var id = NewId();
        var first = NewTitle("one");
        var raised = NewEvent("first");
        first.State.Raise(raised);
        await Host.WriteAsync(id, first);
        first.State.Title = "two";
        first.State.Raise(raised);
        await Assert.ThrowsAnyAsync<Exception>(() => Host.WriteAsync(id, first));
        Assert.Equal("one", (await Host.ReadAsync<TitleRow>(id)).State.Title);
        Assert.Single(await Host.ReadUnpublishedAsync(Cancellation));
    }

    [Fact]
    public async Task Clear_WithEvents_StoresThem()
    {
        var id = NewId();
        var state = NewTitle("one");
        await Host.WriteAsync(id, state);
        var deleted = NewEvent("deleted");
        state.State.Raise(deleted);
        await Host.ClearAsync(id, state);
        Assert.Equal(deleted.Id, Assert.Single(await Host.ReadUnpublishedAsync(Cancellation)).Event.Id);
    }

    [Fact]
    public async Task MarkPublished_SomeEntries_TheOthersRemainInOrder()
    {
        List<Guid> ids = [];
        for (var number = 0; number < 30; number++)
        {
            var state = NewTitle("t");
            var raised = NewEvent("created");
            ids.Add(raised.Id);
            state.State.Raise(raised);
            await Host.WriteAsync(NewId(), state);
        }

        Assert.Equal(ids, (await Host.ReadUnpublishedAsync(Cancellation)).Select(entry => entry.Event.Id));
        await Host.Outbox.MarkPublishedAsync(ids[..10], Cancellation);
        await Host.Outbox.MarkPublishedAsync([ids[0], Guid.NewGuid()], Cancellation);
        await Host.Outbox.MarkPublishedAsync([], Cancellation);
        Assert.Equal(ids[10..], (await Host.ReadUnpublishedAsync(Cancellation)).Select(entry => entry.Event.Id));
    }

    [Fact]
    public async Task ReadUnpublished_EveryBucket_HasAllEventsOfItsEntitiesAndTheOldestFirst()
    {
        Dictionary<GrainId, List<Guid>> raised = [];
        var rows = Enumerable.Range(0, 40).Select(_ => (Id: NewId(), State: NewTitle("t"))).ToList();
        for (var round = 0; round < 3; round++)
        {
            foreach (var (id, state) in rows)
            {
                var @event = NewEvent($"event{round}");
                state.State.Raise(@event);
                await Host.WriteAsync(id, state);
                (raised.TryGetValue(id, out var events) ? events : raised[id] = []).Add(@event.Id);
            }
        }

        HashSet<string> seen = [];
        for (var bucket = 0; bucket < Host.Outbox.Buckets; bucket++)
        {
            var entries = await Host.Outbox.ReadUnpublishedAsync(bucket, IOutbox.MaxRead, Cancellation);
            Assert.Equal(entries.Take(2), await Host.Outbox.ReadUnpublishedAsync(bucket, 2, Cancellation), static (one, other) => one.Event.Id == other.Event.Id);
            foreach (var entity in entries.GroupBy(static entry => entry.EntityId))
            {
                Assert.True(seen.Add(entity.Key), "An entity is in one bucket only.");
                Assert.Equal(raised.Single(row => row.Key.Key.ToString() == entity.Key).Value, entity.Select(static entry => entry.Event.Id));
            }
        }

        Assert.Equal(rows.Count, seen.Count);
    }

    [Fact]
    public async Task ReadUnpublished_ABucketOrNumberOutOfRange_IsRefused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Host.Outbox.ReadUnpublishedAsync(-1, 1, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Host.Outbox.ReadUnpublishedAsync(Host.Outbox.Buckets, 1, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Host.Outbox.ReadUnpublishedAsync(0, 0, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Host.Outbox.ReadUnpublishedAsync(0, IOutbox.MaxRead + 1, Cancellation));
    }

    [Fact]
    public async Task MeasureLag_EventsStoredAndPublished_CountsThoseThatWait()
    {
        Assert.Equal(new OutboxLag(0, null), await Host.Outbox.MeasureLagAsync(Cancellation));
        var before = DateTimeOffset.UtcNow.AddSeconds(-1);
        List<Guid> ids = [];
        for (var number = 0; number < 3; number++)
        {
            var state = NewTitle("t");
            var raised = NewEvent("created");
            ids.Add(raised.Id);
            state.State.Raise(raised);
            await Host.WriteAsync(NewId(), state);
        }

        var all = await Host.Outbox.MeasureLagAsync(Cancellation);
        Assert.Equal(3, all.Unpublished);
        Assert.InRange(all.OldestStoredAt!.Value, before, DateTimeOffset.UtcNow);
        await Host.Outbox.MarkPublishedAsync(ids[..2], Cancellation);
        var last = await Host.Outbox.MeasureLagAsync(Cancellation);
        Assert.Equal(1, last.Unpublished);
        Assert.True(last.OldestStoredAt > all.OldestStoredAt);
        await Host.Outbox.MarkPublishedAsync(ids, Cancellation);
        Assert.Equal(new OutboxLag(0, null), await Host.Outbox.MeasureLagAsync(Cancellation));
    }

    [Fact]
    public async Task Signal_RowsWrittenAndDeleted_IsGivenForThoseWithEventsOnlyAndNamesTheirBucket()
    {
        List<int> given = [];
        foreach (var each in Enumerable.Range(0, Host.Outbox.Buckets))
        {
            Host.Signal.Listen(each, () => given.Add(each));
        }

        var id = NewId();
        var state = NewTitle("t");
        await Host.WriteAsync(id, state);
        Assert.Empty(given);
        state.State.Raise(NewEvent("renamed"));
        await Host.WriteAsync(id, state);
        var bucket = Assert.Single(given);
        Assert.Contains(await Host.Outbox.ReadUnpublishedAsync(bucket, IOutbox.MaxRead, Cancellation), entry => entry.EntityId == id.Key.ToString());
        state.State.Raise(NewEvent("deleted"));
        await Host.ClearAsync(id, state);
        Assert.Equal([bucket, bucket], given);
    }

    [Fact]
    public async Task ListWaiting_EventsComeAndGo_NamesTheirBucketWhileItIsAskedFor()
    {
        int[] all = [.. Enumerable.Range(0, Host.Outbox.Buckets)];
        Assert.Empty(await Host.Outbox.ListWaitingAsync(all, Cancellation));
        var bucket = -1;
        foreach (var each in all)
        {
            Host.Signal.Listen(each, () => bucket = each);
        }

        var state = NewTitle("t");
        var raised = NewEvent("created");
        state.State.Raise(raised);
        await Host.WriteAsync(NewId(), state);
        Assert.Equal([bucket], await Host.Outbox.ListWaitingAsync(all, Cancellation));
        Assert.Empty(await Host.Outbox.ListWaitingAsync([.. all.Where(each => each != bucket)], Cancellation));
        await Host.Outbox.MarkPublishedAsync([raised.Id], Cancellation);
        Assert.Empty(await Host.Outbox.ListWaitingAsync(all, Cancellation));
    }

    [Fact]
    public async Task PurgePublished_OldAndNewEvents_TakesOldPublishedOnesInBatchesAndNoOther()
    {
        List<Guid> ids = [];
        for (var number = 0; number < 12; number++)
        {
            var state = NewTitle("t");
            var raised = NewEvent("created");
            ids.Add(raised.Id);
            state.State.Raise(raised);
            await Host.WriteAsync(NewId(), state);
        }

        await Host.Outbox.MarkPublishedAsync(ids[..10], Cancellation);
        var after = DateTimeOffset.UtcNow.AddMinutes(1);
        Assert.Equal(0, await Host.Outbox.PurgePublishedAsync(after.AddDays(-1), 4, Cancellation));
        Assert.Equal(12, await CountAsync());
        List<int> batches = [];
        while (batches is [] or [.., > 0])
        {
            batches.Add(await Host.Outbox.PurgePublishedAsync(after, 4, Cancellation));
        }

        Assert.Equal([4, 4, 2, 0], batches);
        Assert.Equal(2, await CountAsync());
        Assert.Equal(ids[10..], (await Host.ReadUnpublishedAsync(Cancellation)).Select(entry => entry.Event.Id));

        async Task<long> CountAsync() =>
            (await Host.Store.QueryAsync($"SELECT count(*) FROM {Host.Store.Dialect.Table("platform", "outbox")}", [], static row => row.GetInt64(0), Cancellation))[0];
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public async Task PurgePublished_ABatchOutOfRange_IsRefused(int max) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Host.Outbox.PurgePublishedAsync(DateTimeOffset.UtcNow, max, Cancellation));

    [Fact]
    public async Task Write_TooManyEvents_IsRefused()
    {
        var state = NewTitle("t");
        for (var number = 0; number < 1001; number++)
        {
            state.State.Raise(NewEvent("e"));
        }

        await Assert.ThrowsAsync<InvalidOperationException>(() => Host.WriteAsync(NewId(), state));
    }
}
