namespace StreamVerse.Storage.Objects.S3;

/// <summary>A part that the store has.</summary>
/// <param name="ETag">Its validator, with its quotes.</param>
/// <param name="Length">Its bytes.</param>
/// <param name="StoredAt">When it came.</param>
internal sealed record S3Part(string ETag, long Length, DateTimeOffset StoredAt);
