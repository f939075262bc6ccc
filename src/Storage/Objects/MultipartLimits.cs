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

    public static void ThrowIfNoPart(int partNumber, long length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partNumber, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(partNumber, MaxParts);
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
    }

    public static void ThrowIfTooLarge(long length, long partSize)
    {
        if (length > partSize)
        {
            throw new ArgumentException($"A part has {length} bytes, but the object was begun with parts of {partSize}.", nameof(length));
        }
    }

    public static void ThrowIfIncomplete(ObjectKey key, IReadOnlyDictionary<int, long> parts, long partSize, int partCount, long totalBytes)
    {
        for (var number = 1; number <= partCount; number++)
        {
            var length = parts.GetValueOrDefault(number);
            var expected = number < partCount ? partSize : totalBytes - ((partCount - 1) * partSize);
            if (length != expected)
            {
                throw new InvalidDataException(length == 0
                    ? $"Part {number} of {key} is missing."
                    : $"Part {number} of {key} has {length} bytes instead of {expected}: {partCount} parts of {partSize} bytes shall make {totalBytes}.");
            }
        }
    }
}
