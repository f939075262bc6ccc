using Microsoft.Extensions.Time.Testing;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Objects.Folder;

namespace StreamVerse.Storage.Tests.Objects.Folder;

public sealed class FolderObjectStoreTests : IDisposable
{
    private const int Part = 5 * 1024 * 1024;
    private static readonly PutOptions Plain = new("application/octet-stream");
    private static readonly ObjectKey Key = new(Buckets.Content, "title/segment.m4s");
    private readonly FolderStores _stores = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _stores.Dispose();

    [Fact]
    public async Task PutAsync_ClockThatStandsStill_StillChangesTheETag()
    {
        var store = await _stores.OpenAsync(new FakeTimeProvider(DateTimeOffset.UtcNow));
        var first = await PutAsync(store, Key, [1]);
        var second = await PutAsync(store, Key, [2]);
        Assert.NotEqual(first.ETag, second.ETag);
    }

    [Fact]
    public async Task PutAsync_PathThatIsAFolder_IsRefused()
    {
        var store = await _stores.OpenAsync();
        await PutAsync(store, Key, [1]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => PutAsync(store, new ObjectKey(Buckets.Content, "title"), [1]));
        await Assert.ThrowsAsync<InvalidOperationException>(() => PutAsync(store, new ObjectKey(Buckets.Content, "title/segment.m4s/below"), [1]));
        Assert.Null(await store.FindAsync(new ObjectKey(Buckets.Content, "title"), Cancellation));
        Assert.Null(await store.OpenReadAsync(new ObjectKey(Buckets.Content, "title"), null, Cancellation));
        Assert.Empty(_stores.Files(".staging"));
    }

    [Fact]
    public async Task PutAsync_WhileItsFolderIsDeletedAgainAndAgain_NeverFails()
    {
        var store = await _stores.OpenAsync();
        var other = new ObjectKey(Buckets.Content, "title/other");
        await Task.WhenAll(Loop(Key), Loop(other));

        Task Loop(ObjectKey key) => Task.Run(async () =>
        {
            for (var round = 0; round < 500; round++)
            {
                await PutAsync(store, key, [1]);
                await store.DeleteAsync(key, Cancellation);
            }
        });
    }

    [Fact]
    public async Task DeleteAsync_LastObjectOfAFolder_TakesTheFolderAway()
    {
        var store = await _stores.OpenAsync();
        await PutAsync(store, Key, [1]);
        await store.DeleteAsync(Key, Cancellation);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(_stores.Root, Buckets.Content)));
        Assert.True(Directory.Exists(Path.Combine(_stores.Root, Buckets.Content)));
    }

    [Fact]
    public async Task FindAsync_FolderGone_IsNotTakenForAnAbsentObject()
    {
        var store = await _stores.OpenAsync();
        Directory.Move(Path.Combine(_stores.Root, Buckets.Content), Path.Combine(_stores.Root, "elsewhere"));
        foreach (var call in (Func<Task>[])[
            () => store.FindAsync(Key, Cancellation),
            () => store.OpenReadAsync(Key, null, Cancellation),
            () => PutAsync(store, Key, [1]),
            async () => await store.ListAsync(Buckets.Content, "", Cancellation).GetAsyncEnumerator(Cancellation).MoveNextAsync()])
        {
            var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(call);
            Assert.Contains(FolderObjectStoreOptions.PathSetting, thrown.Message, StringComparison.Ordinal);
            Assert.False(thrown.IsOutOfSpace);
        }

        Directory.Move(Path.Combine(_stores.Root, "elsewhere"), Path.Combine(_stores.Root, Buckets.Content));
        await PutAsync(store, Key, [1]);
    }

    [Fact]
    public async Task ListAsync_LinkPlantedInTheFolder_IsNotFollowed()
    {
        var store = await _stores.OpenAsync();
        await PutAsync(store, Key, [1]);
        Directory.CreateSymbolicLink(Path.Combine(_stores.Root, Buckets.Content, "etc"), "/etc");
        var names = new List<string>();
        await foreach (var info in store.ListAsync(Buckets.Content, "", Cancellation))
        {
            names.Add(info.Key.Path);
        }

        Assert.Equal([Key.Path], names);
    }

    [Fact]
    public async Task TryGetLocalPath_StoredObject_IsItsFile()
    {
        var store = await _stores.OpenAsync();
        await PutAsync(store, Key, [1, 2, 3]);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(store.TryGetLocalPath(Key)!, Cancellation));
        Assert.Null(await store.PresignReadAsync(Key, TimeSpan.FromHours(1), Cancellation));
        Assert.Null(await store.PresignFormAsync(Key, "video/mp4", 1000, TimeSpan.FromHours(1), Cancellation));
    }

    [Fact]
    public async Task PutPartAsync_SecondPart_LiesInItsPlaceWithoutCopying()
    {
        var store = await _stores.OpenAsync();
        var id = await store.StartMultipartAsync(Key, Part, Plain, Cancellation);
        await store.PutPartAsync(Key, id, 2, new byte[] { 9 }, Cancellation);
        Assert.Equal(Part + 1, new FileInfo(Path.Combine(_stores.Root, ".multipart", id, "data")).Length);
    }

    [Fact]
    public async Task CompleteMultipartAsync_JournalCutOffByACrash_CountsWholeLinesOnly()
    {
        var store = await _stores.OpenAsync();
        var id = await store.StartMultipartAsync(Key, Part, Plain, Cancellation);
        await store.PutPartAsync(Key, id, 1, new byte[Part], Cancellation);
        await File.AppendAllTextAsync(Path.Combine(_stores.Root, ".multipart", id, "parts"), "\n2 1", Cancellation);
        await Assert.ThrowsAsync<InvalidDataException>(() => store.CompleteMultipartAsync(Key, id, 2, Part + 1, Cancellation));
        await store.PutPartAsync(Key, id, 2, new byte[1], Cancellation);
        await store.CompleteMultipartAsync(Key, id, 2, Part + 1, Cancellation);
    }

    [Fact]
    public async Task EnsureReadyAsync_LeftoversOfCrashes_AreRemovedWhenOldEnough()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        var store = await _stores.OpenAsync(time);
        await File.WriteAllTextAsync(Path.Combine(_stores.Root, ".staging", "leftover"), "half", Cancellation);
        var idle = await store.StartMultipartAsync(Key, Part, Plain, Cancellation);
        await PutAsync(store, Key, [1]);

        Assert.Equal(0, await store.CleanAbandonedAsync(TimeSpan.FromDays(1), Cancellation));
        time.Advance(TimeSpan.FromDays(15));
        await store.EnsureReadyAsync(Cancellation);

        Assert.Empty(_stores.Files(".staging"));
        await Assert.ThrowsAsync<MultipartNotFoundException>(() => store.PutPartAsync(Key, idle, 1, new byte[1], Cancellation));
        Assert.NotNull(await store.FindAsync(Key, Cancellation));
    }

    [Fact]
    public async Task EnsureReadyAsync_FolderThatCannotBeMade_NamesTheSetting()
    {
        var file = Path.Combine(_stores.Root, "file");
        await File.WriteAllTextAsync(file, "", Cancellation);
        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(() => _stores.Create(root: Path.Combine(file, "objects")).EnsureReadyAsync(Cancellation));
        Assert.Contains(FolderObjectStoreOptions.PathSetting, thrown.Message, StringComparison.Ordinal);
    }

    private static async Task<ObjectInfo> PutAsync(FolderObjectStore store, ObjectKey key, byte[] bytes)
    {
        using var content = new MemoryStream(bytes);
        return await store.PutAsync(key, content, Plain, Cancellation);
    }
}
