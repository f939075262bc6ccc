namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>The right to write to an upload, until somebody newer takes it.</summary>
/// <param name="Token">The fencing token: larger than every earlier one.</param>
/// <param name="Length">Size of the file in bytes.</param>
/// <param name="Offset">Bytes that are safe; the next byte goes there.</param>
/// <param name="TailBytes">How many of them lie in the tail object.</param>
/// <param name="TailPath">Where the tail lies, in the bucket <c>content</c>, if there is one.</param>
/// <param name="NextTailPath">Where this writer puts its own tail.</param>
/// <param name="SourcePath">The multipart object's path in the bucket <c>content</c>.</param>
/// <param name="MultipartId">The multipart object's id.</param>
/// <param name="PartSize">Bytes of every part but the last.</param>
[GenerateSerializer, Immutable]
[Alias("sv.UploadWriterLease")]
public sealed record UploadWriterLease(
    [property: Id(0)] long Token,
    [property: Id(1)] long Length,
    [property: Id(2)] long Offset,
    [property: Id(3)] long TailBytes,
    [property: Id(4)] string? TailPath,
    [property: Id(5)] string NextTailPath,
    [property: Id(6)] string SourcePath,
    [property: Id(7)] string MultipartId,
    [property: Id(8)] int PartSize);
