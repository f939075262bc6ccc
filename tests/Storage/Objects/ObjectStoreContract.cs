using StreamVerse.Storage.Objects;

namespace StreamVerse.Storage.Tests.Objects;

/// <summary>What every adapter of the object store does. Each test has a folder of the bucket for itself.</summary>
public abstract class ObjectStoreContract
{
    protected const int PartSize = 5 * 1024 * 1024;
    private static readonly PutOptions Plain = new("application/octet-stream");
    private readonly string _folder = "contract/" + Guid.NewGuid().ToString("N") + "/";

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A store of the adapter, with nothing remembered of an earlier one; ready.</summary>
    protected abstract Task<IObjectStore> OpenStoreAsync();

    protected ObjectKey Key(string name = "object.bin") => new(Buckets.Content, _folder + name);

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
        Assert.Empty(await ListAsync(store, _folder));
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

    [Fact]
    public async Task FindAsync_NoObject_IsNull()
    {
        var store = await OpenStoreAsync();
        Assert.Null(await store.FindAsync(Key(), Cancellation));
        Assert.Null(await store.OpenReadAsync(Key(), null, Cancellation));
        Assert.Null(await store.OpenReadAsync(Key(), new ByteRange(0, 10), Cancellation));
    }

    [Theory]
    [InlineData(0, 1L, 0, 1)]
    [InlineData(0, null, 0, 1000)]
    [InlineData(100, 250L, 100, 250)]
    [InlineData(990, 100L, 990, 10)]
    [InlineData(999, null, 999, 1)]
    public async Task OpenReadAsync_Range_GivesThoseBytes(int offset, long? length, int from, int count)
    {
        var store = await OpenStoreAsync();
        await PutAsync(store, Key(), Bytes(3, 1000));
        await using var reading = await store.OpenReadAsync(Key(), new ByteRange(offset, length), Cancellation);
        Assert.Equal(count, reading!.ContentLength);
        Assert.Equal(1000, reading.Info.Length);
        Assert.Equal(Bytes(3, 1000)[from..(from + count)], await ToArrayAsync(reading.Content));
        Assert.Equal((await store.FindAsync(Key(), Cancellation))!.ETag, reading.Info.ETag);
    }

    [Theory]
    [InlineData(1000, null)]
    [InlineData(5000, 10L)]
    [InlineData(0, 0L)]
    [InlineData(-1, 10L)]
    public async Task OpenReadAsync_RangeOutside_Throws(int offset, long? length)
    {
        var store = await OpenStoreAsync();
        await PutAsync(store, Key(), Bytes(3, 1000));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.OpenReadAsync(Key(), new ByteRange(offset, length), Cancellation));
    }

    [Fact]
    public async Task OpenReadAsync_ReplacedWhileBeingRead_GoesOnWithTheOldBytes()
    {
        var store = await OpenStoreAsync();
        await PutAsync(store, Key(), Bytes(1, 4_000_000));
        await using var reading = await store.OpenReadAsync(Key(), null, Cancellation);
        var first = new byte[1];
        await reading!.Content.ReadExactlyAsync(first, Cancellation);
        await PutAsync(store, Key(), Bytes(2, 4_000_000));
        Assert.Equal(Bytes(1, 4_000_000)[1..], await ToArrayAsync(reading.Content));
    }

    [Fact]
    public async Task DeleteAsync_Object_IsGone()
    {
        var store = await OpenStoreAsync();
        await PutAsync(store, Key(), Bytes(1, 10));
        await store.DeleteAsync(Key(), Cancellation);
        await store.DeleteAsync(Key(), Cancellation);
        Assert.Null(await store.FindAsync(Key(), Cancellation));
        await PutAsync(store, Key(), Bytes(2, 10), ifNoneMatch: true);
    }

    [Fact]
    public async Task DeletePrefixAsync_Folder_TakesItAndNothingElse()
    {
        var store = await OpenStoreAsync();
        foreach (var name in (string[])["t/a", "t/b/c", "t/b/d", "t2/a", "ta"])
        {
            await PutAsync(store, Key(name), Bytes(1, 10));
        }

        await store.DeletePrefixAsync(Buckets.Content, _folder + "t/", Cancellation);
        await store.DeletePrefixAsync(Buckets.Content, _folder + "t/", Cancellation);
        Assert.Equal(["t2/a", "ta"], await ListAsync(store, _folder));
        await PutAsync(store, Key("t/a"), Bytes(1, 10));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("title")]
    [InlineData("../")]
    [InlineData("a/../../")]
    public async Task DeletePrefixAsync_NoFolder_IsRefused(string prefix)
    {
        var store = await OpenStoreAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => store.DeletePrefixAsync(Buckets.Content, prefix, Cancellation));
    }

    [Fact]
    public async Task ListAsync_Names_ComeInOrdinalOrder()
    {
        var store = await OpenStoreAsync();
        string[] names = ["Z", "a-b/x", "a.b", "a/x", "a/y/z", "a0", "a_b", "b/1", "b/10", "b/2"];
        foreach (var name in names.Reverse())
        {
            await PutAsync(store, Key(name), Bytes(1, 5));
        }

        Assert.Equal(names, await ListAsync(store, _folder));
        Assert.Equal(["a-b/x", "a.b", "a/x", "a/y/z", "a0", "a_b"], await ListAsync(store, _folder + "a"));
        Assert.Equal(["b/1", "b/10"], await ListAsync(store, _folder + "b/1"));
        Assert.Empty(await ListAsync(store, _folder + "none/"));
    }

    [Theory]
    [InlineData("../")]
    [InlineData("/etc")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("ä")]
    public async Task ListAsync_BadPrefix_IsRefused(string prefix)
    {
        var store = await OpenStoreAsync();
        Assert.Throws<ArgumentException>(() => { _ = store.ListAsync(Buckets.Content, prefix, Cancellation); });
    }

    [Fact]
    public async Task Multipart_PartsOutOfOrderAndAShortLast_BecomeOneObject()
    {
        var store = await OpenStoreAsync();
        var bytes = Bytes(5, (2 * PartSize) + 777);
        var id = await store.StartMultipartAsync(Key(), PartSize, Plain, Cancellation);
        foreach (var number in (int[])[3, 1, 2])
        {
            await PutPartAsync(store, id, number, bytes);
            Assert.Null(await store.FindAsync(Key(), Cancellation));
        }

        var info = await store.CompleteMultipartAsync(Key(), id, 3, bytes.Length, Cancellation);
        Assert.Equal(bytes.Length, info.Length);
        Assert.Equal((await store.FindAsync(Key(), Cancellation))!.ETag, info.ETag);
        Assert.NotEmpty(info.ETag);
        Assert.Equal(bytes, await ReadAsync(store, Key()));
    }

    [Fact]
    public async Task Multipart_OnePart_BecomesAnObject()
    {
        var store = await OpenStoreAsync();
        var id = await store.StartMultipartAsync(Key(), PartSize, Plain, Cancellation);
        await PutPartAsync(store, id, 1, Bytes(1, 12));
        await store.CompleteMultipartAsync(Key(), id, 1, 12, Cancellation);
        Assert.Equal(Bytes(1, 12), await ReadAsync(store, Key()));
    }

    [Fact]
    public async Task Multipart_PartReplaced_TheLaterCounts()
    {
        var store = await OpenStoreAsync();
        var old = Bytes(1, PartSize + 900);
        var bytes = Bytes(2, PartSize + 300);
        var id = await store.StartMultipartAsync(Key(), PartSize, Plain, Cancellation);
        await PutPartAsync(store, id, 1, old);
        await PutPartAsync(store, id, 2, old);
        await PutPartAsync(store, id, 1, bytes);
        await PutPartAsync(store, id, 2, bytes);
        await store.CompleteMultipartAsync(Key(), id, 2, bytes.Length, Cancellation);
        Assert.Equal(bytes, await ReadAsync(store, Key()));
    }

    [Fact]
    public async Task Multipart_ContinuedByANewStore_Completes()
    {
        var bytes = Bytes(7, (2 * PartSize) + 1);
        var id = await (await OpenStoreAsync()).StartMultipartAsync(Key(), PartSize, Plain, Cancellation);
        for (var number = 1; number <= 3; number++)
        {
            await PutPartAsync(await OpenStoreAsync(), id, number, bytes);
        }

        await (await OpenStoreAsync()).CompleteMultipartAsync(Key(), id, 3, bytes.Length, Cancellation);
        Assert.Equal(bytes, await ReadAsync(await OpenStoreAsync(), Key()));
    }

    [Fact]
    public async Task CompleteMultipartAsync_Twice_GivesTheSame()
    {
        var store = await OpenStoreAsync();
        var id = await store.StartMultipartAsync(Key(), PartSize, Plain, Cancellation);
        await PutPartAsync(store, id, 1, Bytes(1, 1000));
        var first = await store.CompleteMultipartAsync(Key(), id, 1, 1000, Cancellation);
        var second = await store.CompleteMultipartAsync(Key(), id, 1, 1000, Cancellation);
        var third = await (await OpenStoreAsync()).CompleteMultipartAsync(Key(), id, 1, 1000, Cancellation);
        Assert.Equal((first.Length, first.ETag), (second.Length, second.ETag));
        Assert.Equal((first.Length, first.ETag), (third.Length, third.ETag));
        await Assert.ThrowsAsync<MultipartNotFoundException>(() => PutPartAsync(store, id, 1, Bytes(2, 1000)));
        await store.AbortMultipartAsync(Key(), id, Cancellation);
        Assert.Equal(Bytes(1, 1000), await ReadAsync(store, Key()));
    }

    [Theory]
    [InlineData(2, PartSize + 999)]
    [InlineData(2, PartSize + 1001)]
    [InlineData(3, PartSize + 1000)]
    public async Task CompleteMultipartAsync_WrongTotals_RefusesAndCanBeRepeated(int partCount, long total)
    {
        var store = await OpenStoreAsync();
        var bytes = Bytes(1, PartSize + 1000);
        var id = await store.StartMultipartAsync(Key(), PartSize, Plain, Cancellation);
        await PutPartAsync(store, id, 1, bytes);
        await PutPartAsync(store, id, 2, bytes);
        await Assert.ThrowsAsync<InvalidDataException>(() => store.CompleteMultipartAsync(Key(), id, partCount, total, Cancellation));
        Assert.Null(await store.FindAsync(Key(), Cancellation));
        await store.CompleteMultipartAsync(Key(), id, 2, bytes.Length, Cancellation);
        Assert.Equal(bytes, await ReadAsync(store, Key()));
    }

    [Fact]
    public async Task AbortMultipartAsync_Begun_TakesThePartsAway()
    {
        var store = await OpenStoreAsync();
        var id = await store.StartMultipartAsync(Key(), PartSize, Plain, Cancellation);
        await PutPartAsync(store, id, 1, Bytes(1, 1000));
        await store.AbortMultipartAsync(Key(), id, Cancellation);
        await store.AbortMultipartAsync(Key(), id, Cancellation);
        await Assert.ThrowsAsync<MultipartNotFoundException>(() => PutPartAsync(store, id, 1, Bytes(1, 1000)));
        await Assert.ThrowsAsync<MultipartNotFoundException>(() => store.CompleteMultipartAsync(Key(), id, 1, 1000, Cancellation));
        Assert.Null(await store.FindAsync(Key(), Cancellation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("never-begun")]
    [InlineData("../../../etc")]
    [InlineData("00000000000000000000000000000000")]
    public async Task Multipart_UnknownId_IsNotFound(string id)
    {
        var store = await OpenStoreAsync();
        await Assert.ThrowsAsync<MultipartNotFoundException>(() => PutPartAsync(store, id, 1, Bytes(1, 10)));
        await Assert.ThrowsAsync<MultipartNotFoundException>(() => store.CompleteMultipartAsync(Key(), id, 1, 10, Cancellation));
        await store.AbortMultipartAsync(Key(), id, Cancellation);
    }

    [Fact]
    public async Task Multipart_ImpossibleNumbers_AreRefused()
    {
        var store = await OpenStoreAsync();
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.StartMultipartAsync(Key(), 1000, Plain, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.StartMultipartAsync(Key(), 6L << 30, Plain, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => store.StartMultipartAsync(Key(), PartSize, Plain with { IfNoneMatch = true }, Cancellation));
        var id = await store.StartMultipartAsync(Key(), PartSize, Plain, Cancellation);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.PutPartAsync(Key(), id, 0, new byte[1], Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.PutPartAsync(Key(), id, 10_001, new byte[1], Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.PutPartAsync(Key(), id, 1, default, Cancellation));
        await store.AbortMultipartAsync(Key(), id, Cancellation);
    }

    [Fact]
    public async Task CleanAbandonedAsync_ANewMultipart_IsLeftAlone()
    {
        var store = await OpenStoreAsync();
        var id = await store.StartMultipartAsync(Key(), PartSize, Plain, Cancellation);
        await PutPartAsync(store, id, 1, Bytes(1, 1000));
        await store.CleanAbandonedAsync(TimeSpan.FromHours(1), Cancellation);
        await store.CompleteMultipartAsync(Key(), id, 1, 1000, Cancellation);
    }

    [Fact]
    public async Task CheckAsync_StoreThatAnswers_DoesNotThrow() => await (await OpenStoreAsync()).CheckAsync(Cancellation);

    protected static byte[] Bytes(int seed, int count)
    {
        var bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    protected static async Task<ObjectInfo> PutAsync(IObjectStore store, ObjectKey key, byte[] bytes, bool ifNoneMatch = false)
    {
        using var content = new MemoryStream(bytes, writable: false);
        return await store.PutAsync(key, content, Plain with { IfNoneMatch = ifNoneMatch }, Cancellation);
    }

    protected static async Task<byte[]> ReadAsync(IObjectStore store, ObjectKey key)
    {
        await using var reading = await store.OpenReadAsync(key, null, Cancellation);
        var bytes = await ToArrayAsync(reading!.Content);
        Assert.Equal(bytes.Length, reading.ContentLength);
        return bytes;
    }

    protected async Task<List<string>> ListAsync(IObjectStore store, string prefix)
    {
        var names = new List<string>();
        await foreach (var info in store.ListAsync(Buckets.Content, prefix, Cancellation))
        {
            Assert.Equal(Buckets.Content, info.Key.Bucket);
            names.Add(info.Key.Path[_folder.Length..]);
        }

        return names;
    }

    protected Task PutPartAsync(IObjectStore store, string id, int number, byte[] whole) =>
        store.PutPartAsync(Key(), id, number, whole.AsMemory((number - 1) * PartSize, Math.Min(PartSize, whole.Length - ((number - 1) * PartSize))), Cancellation);

    private static async Task<byte[]> ToArrayAsync(Stream stream)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, Cancellation);
        return all.ToArray();
    }
}
