namespace StreamVerse.Storage.Objects;

/// <summary>Where an object lies. Only keys are ever stored, never URLs of a store.</summary>
public readonly record struct ObjectKey
{
    /// <summary>Longest path in characters (S3's limit is 1,024 bytes).</summary>
    public const int MaxPathLength = 512;

    /// <summary>Names an object.</summary>
    /// <param name="bucket">One of <see cref="Buckets"/>.</param>
    /// <param name="path">Segments of letters, digits, <c>.</c>, <c>_</c> and <c>-</c>, divided by single slashes; no segment is <c>.</c> or <c>..</c>.</param>
    /// <exception cref="ArgumentException">The bucket is unknown or the path has another form.</exception>
    public ObjectKey(string bucket, string path)
    {
        if (!Buckets.All.Contains(bucket))
        {
            throw new ArgumentException($"There is no bucket '{bucket}'.", nameof(bucket));
        }

        if (!IsValidPath(path))
        {
            throw new ArgumentException("An object's path is segments of letters, digits, '.', '_' and '-' divided by single slashes, none of them '.' or '..', at most 512 characters in all.", nameof(path));
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
            if (segment.IsEmpty || segment is "." or "..")
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
}
