using StreamVerse.Storage.Objects;

namespace StreamVerse.Storage.Tests.Objects;

/// <summary>How every adapter of the object store takes an object: whole or not at all.</summary>
public abstract class ObjectWriteContract : ObjectStoreContract
{
    [Fact]
    public async Task PutAsync_NewObject_IsReadBackWhole()
    {
        var store = await OpenStoreAsync();
        var bytes = Bytes(1, 3_000_000);
        var put = await PutAsync(store, Key(), bytes);

        Assert.Equal(bytes.Length, put.Length);
        Assert.Equal(Key(), put.Key);
        Assert.Equal(bytes, await ReadAsync(store, Key()));
        var found = await store.FindAsync(Key(), Cancellation);
        Assert.Equal((put.Length, put.ETag), (found!.Length, found.ETag));
        Assert.InRange(found.LastModified, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
    }

    [Fact]
    public async Task PutAsync_EmptyObject_IsThereWithNoBytes()
    {
        var store = await OpenStoreAsync();
        await PutAsync(store, Key(), []);
        Assert.Empty(await ReadAsync(store, Key()));
        Assert.Equal(0, (await store.FindAsync(Key(), Cancellation))!.Length);
    }

    [Fact]
    public async Task PutAsync_StreamNotAtItsStart_StoresTheRest()
    {
        var store = await OpenStoreAsync();
        using var content = new MemoryStream(Bytes(1, 1000)) { Position = 400 };
        Assert.Equal(600, (await store.PutAsync(Key(), content, Plain, Cancellation)).Length);
        Assert.Equal(Bytes(1, 1000)[400..], await ReadAsync(store, Key()));
    }

    [Fact]
    public async Task PutAsync_Again_ReplacesAndChangesTheETag()
    {
        var store = await OpenStoreAsync();
        var etags = new HashSet<string>();
        for (var version = 0; version < 20; version++)
        {
            etags.Add((await PutAsync(store, Key(), Bytes(version, 500))).ETag);
        }

        Assert.Equal(20, etags.Count);
        Assert.Equal(Bytes(19, 500), await ReadAsync(store, Key()));
        Assert.Contains((await (await OpenStoreAsync()).FindAsync(Key(), Cancellation))!.ETag, etags);
        Assert.DoesNotContain(etags, static etag => etag.Contains('"'));
    }

    [Fact]
    public async Task PutAsync_IfNoneMatchAndThereIsOne_Throws()
    {
        var store = await OpenStoreAsync();
        await PutAsync(store, Key(), Bytes(1, 10));
        var thrown = await Assert.ThrowsAsync<ObjectExistsException>(() => PutAsync(store, Key(), Bytes(2, 10), ifNoneMatch: true));
        Assert.Equal(Key(), thrown.Key);
        Assert.Equal(Bytes(1, 10), await ReadAsync(store, Key()));
    }

    [Fact]
    public async Task PutAsync_IfNoneMatchFromManyAtOnce_OneWins()
    {
        var stores = new[] { await OpenStoreAsync(), await OpenStoreAsync() };
        for (var round = 0; round < 5; round++)
        {
            var key = Key($"race-{round}");
            var attempts = await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
            {
                try
                {
                    await PutAsync(stores[writer % 2], key, Bytes(writer, 2000), ifNoneMatch: true);
                    return writer;
                }
                catch (ObjectExistsException)
                {
                    return -1;
                }
            })));
            var winner = Assert.Single(attempts, static writer => writer >= 0);
            Assert.Equal(Bytes(winner, 2000), await ReadAsync(stores[0], key));
        }
    }

    [Fact]
    public async Task PutAsync_CancelledMidway_LeavesNothing()
    {
        var store = await OpenStoreAsync();
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var content = new ObservedStream(new MemoryStream(Bytes(1, 4_000_000)), afterBytes: 1_000_000, cancel.Cancel);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => store.PutAsync(Key(), content, Plain, cancel.Token));
        Assert.Null(await store.FindAsync(Key(), Cancellation));
        Assert.Empty(await ListAsync(store, Folder));
    }

    [Fact]
    public async Task PutAsync_SourceFails_PassesItsExceptionOnAndLeavesNothing()
    {
        var store = await OpenStoreAsync();
        await using var content = new ObservedStream(new MemoryStream(Bytes(1, 2_000_000)), afterBytes: 1_000_000, static () => throw new EndOfStreamException("the source broke"));
        var thrown = await Assert.ThrowsAsync<EndOfStreamException>(() => store.PutAsync(Key(), content, Plain, Cancellation));
        Assert.Equal("the source broke", thrown.Message);
        Assert.Null(await store.FindAsync(Key(), Cancellation));
    }
}
