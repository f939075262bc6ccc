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
        ThrowIfImpossible();
        return Offset < objectLength
            ? Math.Min(Length ?? long.MaxValue, objectLength - Offset)
            : throw new ArgumentOutOfRangeException(nameof(objectLength), $"The range from {Offset} does not lie in an object of {objectLength} bytes.");
    }

    /// <summary>Refuses what is no range of any object.</summary>
    internal void ThrowIfImpossible()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(Offset);
        ArgumentOutOfRangeException.ThrowIfLessThan(Length ?? long.MaxValue, 1, nameof(Length));
    }
}
