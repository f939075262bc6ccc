namespace StreamVerse.Storage.Objects;

/// <summary>A part of an object.</summary>
/// <param name="Offset">First byte, from 0.</param>
/// <param name="Length">Number of bytes, or <see langword="null"/> for all the rest; a length beyond the end is cut at the end.</param>
public readonly record struct ByteRange(long Offset, long? Length);
