using StreamVerse.Storage.Objects;

namespace StreamVerse.Storage.Tests.Objects;

/// <summary>How every adapter of the object store finds an object and reads it, or a range of it.</summary>
public abstract class ObjectReadContract : ObjectStoreContract
{
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
    public async Task CheckAsync_StoreThatAnswers_DoesNotThrow() => await (await OpenStoreAsync()).CheckAsync(Cancellation);
}
