namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>How far an upload is.</summary>
/// <param name="Length">Size of the file in bytes.</param>
/// <param name="Offset">Bytes that are safe.</param>
/// <param name="Metadata">The tus <c>Upload-Metadata</c> header as it came.</param>
/// <param name="ExpiresAt">When it is given up unless more arrives; <see langword="null"/> once it is whole.</param>
/// <param name="TitleId">The title made of it, or that it adds a track to, once it is whole.</param>
[GenerateSerializer, Immutable]
[Alias("sv.UploadView")]
public sealed record UploadView(
    [property: Id(0)] long Length,
    [property: Id(1)] long Offset,
    [property: Id(2)] string Metadata,
    [property: Id(3)] DateTimeOffset? ExpiresAt,
    [property: Id(4)] Guid? TitleId);
