using System.Globalization;

namespace StreamVerse.Storage.Objects;

/// <summary>Proves at start that objects can be stored, read, read in part and deleted, and says which of it failed.</summary>
internal static class ObjectStoreProbe
{
    public static async Task RunAsync(IObjectStore store, CancellationToken cancellationToken)
    {
        var bytes = "StreamVerse was here"u8.ToArray();
        foreach (var bucket in Buckets.All)
        {
            var key = new ObjectKey(bucket, "probe/" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));
            using var content = new MemoryStream(bytes, writable: false);
            await store.PutAsync(key, content, new PutOptions("text/plain"), cancellationToken);
            await ExpectAsync(store, key, null, bytes, cancellationToken);
            await ExpectAsync(store, key, new ByteRange(7, 5), bytes[7..12], cancellationToken);
            await store.DeleteAsync(key, cancellationToken);
        }
    }

    private static async Task ExpectAsync(IObjectStore store, ObjectKey key, ByteRange? range, byte[] expected, CancellationToken cancellationToken)
    {
        await using var reading = await store.OpenReadAsync(key, range, cancellationToken)
            ?? throw new InvalidDataException($"The object store does not know {key}, which it has just stored. Is the bucket shared with something that deletes?");
        using var read = new MemoryStream();
        await reading.Content.CopyToAsync(read, cancellationToken);
        if (!read.ToArray().AsSpan().SequenceEqual(expected))
        {
            throw new InvalidDataException($"The object store gave back other bytes of {key} ({range?.ToString() ?? "the whole"}) than it was given. Is there a proxy in between that changes them?");
        }
    }
}
