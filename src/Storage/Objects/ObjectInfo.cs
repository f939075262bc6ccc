namespace StreamVerse.Storage.Objects;

/// <summary>What is known of a stored object.</summary>
/// <param name="Key">Where it lies.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="ETag">An opaque validator without quotes; changes with the bytes.</param>
/// <param name="LastModified">When it was stored.</param>
public sealed record ObjectInfo(ObjectKey Key, long Length, string ETag, DateTimeOffset LastModified);
