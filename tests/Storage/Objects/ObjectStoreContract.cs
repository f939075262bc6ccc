using StreamVerse.Storage.Objects;

namespace StreamVerse.Storage.Tests.Objects;

/// <summary>What all contract tests of the object store share. Each test has a folder of the bucket for itself.</summary>
public abstract class ObjectStoreContract : IDisposable
{
    protected const int PartSize = 5 * 1024 * 1024;
    protected static readonly PutOptions Plain = new("application/octet-stream");
    private IObjectStoreBackend? _backend;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The test's own folder, with a slash at its end.</summary>
    protected string Folder { get; } = "contract/" + Guid.NewGuid().ToString("N") + "/";

    public void Dispose()
    {
        _backend?.Dispose();
        GC.SuppressFinalize(this);
    }

    protected abstract IObjectStoreBackend CreateBackend();

    /// <summary>A store of the adapter, with nothing remembered of an earlier one; ready.</summary>
    protected Task<IObjectStore> OpenStoreAsync() => (_backend ??= CreateBackend()).OpenAsync();

    protected ObjectKey Key(string name = "object.bin") => new(Buckets.Content, Folder + name);

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
            names.Add(info.Key.Path[Folder.Length..]);
        }

        return names;
    }

    protected Task PutPartAsync(IObjectStore store, string id, int number, byte[] whole) =>
        store.PutPartAsync(Key(), id, number, whole.AsMemory((number - 1) * PartSize, Math.Min(PartSize, whole.Length - ((number - 1) * PartSize))), Cancellation);

    protected static async Task<byte[]> ToArrayAsync(Stream stream)
    {
        using var all = new MemoryStream();
        await stream.CopyToAsync(all, Cancellation);
        return all.ToArray();
    }
}
