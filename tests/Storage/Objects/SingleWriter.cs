using System.Collections.Concurrent;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Storage.Tests.Objects;

/// <summary>Multipart objects of one writer that nobody replaces; remembers the receipts.</summary>
internal static class SingleWriter
{
    private static readonly ConcurrentDictionary<(string Id, int Place), string> Receipts = new();

    public static async Task PutPartAsync(this IObjectStore store, ObjectKey key, string id, int place, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        Receipts[(id, place)] = await store.PutPartAsync(key, id, new MultipartPart(place, 0), content, cancellationToken);

    public static Task<ObjectInfo> CompleteMultipartAsync(this IObjectStore store, ObjectKey key, string id, int count, long totalBytes, CancellationToken cancellationToken) =>
        store.CompleteMultipartAsync(key, id, [.. Enumerable.Range(1, count).Select(place => Receipts.GetValueOrDefault((id, place), "none"))], totalBytes, cancellationToken);
}
