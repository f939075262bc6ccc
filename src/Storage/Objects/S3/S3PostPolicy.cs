namespace StreamVerse.Storage.Objects.S3;

/// <summary>What a signed form allows: one object, of one media type, up to a size.</summary>
/// <param name="Bucket">The bucket, as the store calls it.</param>
/// <param name="Path">The object's key in it.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="MaxBytes">How many bytes it may have at the most.</param>
internal sealed record S3PostPolicy(string Bucket, string Path, string ContentType, long MaxBytes);
