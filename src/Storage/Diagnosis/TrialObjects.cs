using System.Globalization;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Objects.Folder;

namespace StreamVerse.Storage.Diagnosis;

/// <summary>What an examination puts into the object store; all of it is removed.</summary>
internal sealed class TrialObjects(IObjectStore store)
{
    private readonly List<ObjectKey> _keys = [];
    private readonly List<(ObjectKey Key, string Id)> _multiparts = [];

    public ObjectKey NewKey()
    {
        ObjectKey key = new(Buckets.Content, "probe/doctor-" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
        _keys.Add(key);
        return key;
    }

    public async Task<ObjectKey> PutAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        var key = NewKey();
        await PutAsync(key, bytes, ifNoneMatch: false, cancellationToken);
        return key;
    }

    public async Task PutAsync(ObjectKey key, byte[] bytes, bool ifNoneMatch, CancellationToken cancellationToken)
    {
        using MemoryStream content = new(bytes, writable: false);
        await store.PutAsync(key, content, new PutOptions("application/octet-stream", ifNoneMatch), cancellationToken);
    }

    public async Task<(ObjectKey Key, string Id)> StartMultipartAsync(long partSize, CancellationToken cancellationToken)
    {
        var key = NewKey();
        var id = await store.StartMultipartAsync(key, partSize, new PutOptions("application/octet-stream"), cancellationToken);
        _multiparts.Add((key, id));
        return (key, id);
    }

    public async Task ExpectAsync(ObjectKey key, ByteRange? range, byte[] expected, CancellationToken cancellationToken)
    {
        await using var reading = await store.OpenReadAsync(key, range, cancellationToken)
            ?? throw new InvalidDataException("what was stored a moment ago is not there. Is the bucket shared with something that deletes?");
        using MemoryStream read = new();
        await reading.Content.CopyToAsync(read, cancellationToken);
        if (!read.ToArray().AsSpan().SequenceEqual(expected))
        {
            throw new InvalidDataException("other bytes came back than were stored. Is there a proxy in between that changes them?");
        }
    }

    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        foreach (var (key, id) in _multiparts)
        {
            await store.AbortMultipartAsync(key, id, cancellationToken);
            (store as FolderObjectStore)?.ForgetMultipart(id);
        }

        foreach (var key in _keys)
        {
            await store.DeleteAsync(key, cancellationToken);
        }
    }
}
