using StreamVerse.Storage.Objects;

namespace StreamVerse.Storage.Tests.Objects;

/// <summary>How every adapter of the object store puts an object together from parts.</summary>
public abstract class MultipartContract : ObjectStoreContract
{
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
    public async Task Multipart_StuckWriterComesLate_ItsBytesAreNeverInTheObject()
    {
        var store = await OpenStoreAsync();
        var stuck = Bytes(1, PartSize + 300);
        var bytes = Bytes(2, PartSize + 300);
        var id = await store.StartMultipartAsync(Key(), PartSize, Plain, Cancellation);
        await store.PutPartAsync(Key(), id, new MultipartPart(1, 1), stuck.AsMemory(0, PartSize), Cancellation);
        var receipts = new[]
        {
            await store.PutPartAsync(Key(), id, new MultipartPart(1, 3), bytes.AsMemory(0, PartSize), Cancellation),
            await store.PutPartAsync(Key(), id, new MultipartPart(2, 3), bytes.AsMemory(PartSize), Cancellation),
        };
        await store.PutPartAsync(Key(), id, new MultipartPart(1, 2), stuck.AsMemory(0, PartSize), Cancellation);

        try
        {
            await store.CompleteMultipartAsync(Key(), id, receipts, bytes.Length, Cancellation);
        }
        catch (InvalidDataException)
        {
            // A store that cannot pass the late write over does not take it for the right one.
            Assert.Null(await store.FindAsync(Key(), Cancellation));
            await store.PutPartAsync(Key(), id, new MultipartPart(1, 4), bytes.AsMemory(0, PartSize), Cancellation);
            await store.CompleteMultipartAsync(Key(), id, receipts, bytes.Length, Cancellation);
        }

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
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.PutPartAsync(Key(), id, new MultipartPart(1, -1), new byte[1], Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => store.CompleteMultipartAsync(Key(), id, [], 1, Cancellation));
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
}
