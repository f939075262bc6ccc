namespace StreamVerse.Storage.Objects;

/// <summary>S3's limits of multipart objects, which every adapter keeps.</summary>
internal static class MultipartLimits
{
    public const long MinPartBytes = 5L * 1024 * 1024;
    public const long MaxPartBytes = 5L * 1024 * 1024 * 1024;
    public const int MaxParts = 10_000;

    public static void ThrowIfNotStartable(long partSize, PutOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(partSize, MinPartBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partSize, MaxPartBytes);
        if (options.IfNoneMatch)
        {
            throw new ArgumentException("A multipart object cannot be stored only where there is none.", nameof(options));
        }
    }

    public static void ThrowIfNoPart(MultipartPart part, long length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(part.Place, 1, nameof(part));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part.Place, MaxParts, nameof(part));
        ArgumentOutOfRangeException.ThrowIfNegative(part.Fence, nameof(part));
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
    }

    public static void ThrowIfNoObject(IReadOnlyList<string> receipts, long totalBytes)
    {
        ArgumentNullException.ThrowIfNull(receipts);
        ArgumentOutOfRangeException.ThrowIfZero(receipts.Count, nameof(receipts));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(receipts.Count, MaxParts, nameof(receipts));
        ArgumentOutOfRangeException.ThrowIfLessThan(totalBytes, 1);
    }

    public static void ThrowIfTooLarge(long length, long partSize)
    {
        if (length > partSize)
        {
            throw new ArgumentException($"A part has {length} bytes, but the object was begun with parts of {partSize}.", nameof(length));
        }
    }

    /// <param name="key">The object.</param>
    /// <param name="lengths">Bytes of the part at each place, from the first; 0 where the store lacks it.</param>
    /// <param name="partSize">Bytes of every part but the last.</param>
    /// <param name="totalBytes">What they shall make.</param>
    public static void ThrowIfIncomplete(ObjectKey key, IEnumerable<long> lengths, long partSize, long totalBytes)
    {
        var place = 0;
        var begin = 0L;
        foreach (var length in lengths)
        {
            place++;
            var expected = Math.Min(partSize, totalBytes - begin);
            if (length == 0 || length != expected)
            {
                throw new InvalidDataException(length == 0
                    ? $"Part {place} of {key} is missing, or was overwritten by a writer that had been replaced."
                    : $"Part {place} of {key} has {length} bytes instead of {expected}: parts of {partSize} bytes shall make {totalBytes}.");
            }

            begin += length;
        }

        if (begin != totalBytes)
        {
            throw new InvalidDataException($"{place} parts of {key} have {begin} bytes instead of {totalBytes}.");
        }
    }
}
