namespace StreamVerse.Storage.Objects;

/// <summary>Where an object lies. Only keys are ever stored, never URLs of a store.</summary>
public readonly record struct ObjectKey
{
    /// <summary>Longest path in characters (S3's limit is 1,024 bytes).</summary>
    public const int MaxPathLength = 512;

    /// <summary>Longest segment of a path in characters (the limit of file systems).</summary>
    public const int MaxSegmentLength = 255;

    /// <summary>Names an object.</summary>
    /// <param name="bucket">One of <see cref="Buckets"/>.</param>
    /// <param name="path">Segments of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, divided by single slashes; no segment is <c>.</c> or <c>..</c>.</param>
    /// <exception cref="ArgumentException">The bucket is unknown or the path has another form.</exception>
    public ObjectKey(string bucket, string path)
    {
        ThrowIfNoBucket(bucket);
        if (!IsValidPath(path))
        {
            throw new ArgumentException("An object's path is segments of letters, digits, '.', '_' and '-' divided by single slashes, none of them '.' or '..', at most 255 characters each and 512 in all.", nameof(path));
        }

        Bucket = bucket;
        Path = path;
    }

    /// <summary>The bucket.</summary>
    public string Bucket { get; }

    /// <summary>The path in the bucket, without a slash in front.</summary>
    public string Path { get; }

    /// <summary>Whether a text can be a path, so that no request can reach outside of its bucket.</summary>
    /// <param name="path">The text.</param>
    public static bool IsValidPath(ReadOnlySpan<char> path)
    {
        if (path.IsEmpty || path.Length > MaxPathLength)
        {
            return false;
        }

        foreach (var range in path.Split('/'))
        {
            var segment = path[range];
            if (segment.IsEmpty || segment.Length > MaxSegmentLength || segment is "." or "..")
            {
                return false;
            }

            foreach (var character in segment)
            {
                if (!char.IsAsciiLetterOrDigit(character) && character is not ('.' or '_' or '-'))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>The key as <c>bucket/path</c>.</summary>
    public override string ToString() => $"{Bucket}/{Path}";

    /// <summary>Refuses what cannot be the beginning of paths in a bucket.</summary>
    internal static void ThrowIfNoPrefix(string bucket, string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        ThrowIfNoBucket(bucket);
        var start = prefix.EndsWith('/') ? prefix.AsSpan(0, prefix.Length - 1) : prefix;
        if (prefix.Length > 0 && !IsValidPath(start))
        {
            throw new ArgumentException("A prefix is empty or the beginning of an object's path.", nameof(prefix));
        }
    }

    /// <summary>Refuses what cannot be a folder below a bucket.</summary>
    internal static void ThrowIfNoFolder(string bucket, string prefix)
    {
        ThrowIfNoPrefix(bucket, prefix);
        if (!prefix.EndsWith('/'))
        {
            throw new ArgumentException("A folder of objects ends in a slash and is not the whole bucket.", nameof(prefix));
        }
    }

    private static void ThrowIfNoBucket(string bucket)
    {
        if (!Buckets.All.Contains(bucket))
        {
            throw new ArgumentException($"There is no bucket '{bucket}'.", nameof(bucket));
        }
    }
}
