using StreamVerse.Storage.Objects;

namespace StreamVerse.Storage.Tests.Objects.Folder;

public sealed class FullDiskTests
{
    private const int Part = 5 * 1024 * 1024;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task PutAsync_FullDisk_SaysSoAndLeavesNothing()
    {
        using var disk = SmallDisk.MountOrSkip(8);
        using var stores = new FolderStores();
        var store = stores.Create(root: disk.Path);
        await store.EnsureReadyAsync(Cancellation);
        var key = new ObjectKey(Buckets.Content, "big");

        using var content = new MemoryStream(new byte[9_000_000]);
        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PutAsync(key, content, new PutOptions("video/mp4"), Cancellation));

        Assert.True(thrown.IsOutOfSpace);
        Assert.Contains("StreamVerse:Objects:Folder:Path", thrown.Message, StringComparison.Ordinal);
        Assert.Null(await store.FindAsync(key, Cancellation));
        Assert.Empty(Directory.EnumerateFiles(disk.Path, "*", SearchOption.AllDirectories));
        Assert.InRange((await store.GetFreeBytesAsync(Cancellation))!.Value, 7_000_000, 8 << 20);
    }

    [Fact]
    public async Task PutPartAsync_FullDisk_SaysSoAndGoesOnWhenThereIsRoomAgain()
    {
        using var disk = SmallDisk.MountOrSkip(12);
        using var stores = new FolderStores();
        var store = stores.Create(root: disk.Path);
        await store.EnsureReadyAsync(Cancellation);
        var filler = Path.Combine(disk.Path, "filler");
        await File.WriteAllBytesAsync(filler, new byte[4 << 20], Cancellation);
        var key = new ObjectKey(Buckets.Content, "parts");
        var id = await store.StartMultipartAsync(key, Part, new PutOptions("video/mp4"), Cancellation);
        await store.PutPartAsync(key, id, 1, new byte[Part], Cancellation);

        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.PutPartAsync(key, id, 2, new byte[Part], Cancellation));
        Assert.True(thrown.IsOutOfSpace);
        await Assert.ThrowsAsync<InvalidDataException>(() => store.CompleteMultipartAsync(key, id, 2, 2 * Part, Cancellation));

        File.Delete(filler);
        await store.PutPartAsync(key, id, 2, new byte[Part], Cancellation);
        Assert.Equal(2 * Part, (await store.CompleteMultipartAsync(key, id, 2, 2 * Part, Cancellation)).Length);
    }
}
