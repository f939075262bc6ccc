namespace StreamVerse.Storage.Objects;

/// <summary>A part of an object.</summary>
/// <param name="Offset">First byte, from 0.</param>
/// <param name="Length">Number of bytes, or <see langword="null"/> for all the rest; a length beyond the end is cut at the end.</param>
public readonly record struct ByteRange(long Offset, long? Length)
{
    /// <summary>How many bytes of an object lie in this range.</summary>
    /// <param name="objectLength">The object's size in bytes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The range starts at or behind the end, or is empty.</exception>
    public long CutTo(long objectLength)
    {
        if (Offset < 0 || Offset >= objectLength || Length is <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(objectLength), $"The range of {Length?.ToString() ?? "all"} bytes from {Offset} does not lie in an object of {objectLength} bytes.");
        }

        return Math.Min(Length ?? long.MaxValue, objectLength - Offset);
    }
}
