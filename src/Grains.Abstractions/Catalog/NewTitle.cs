using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>A title to be made of an upload.</summary>
/// <param name="OrgId">The tenant.</param>
/// <param name="Title">The name shown to viewers, 1 to 200 characters.</param>
/// <param name="FileName">The uploaded file's own name, for people; never used as a path.</param>
/// <param name="UploadId">The upload it comes from.</param>
/// <param name="SourcePath">Path of the source in the bucket <c>content</c>.</param>
/// <param name="SourceBytes">Size of the source in bytes.</param>
/// <param name="TraceParent">The trace in which the file's last bytes came (W3C Trace Context), or <see langword="null"/> where nothing is traced.</param>
/// <param name="Priority">How soon it is wanted.</param>
[GenerateSerializer, Immutable]
[Alias("sv.NewTitle")]
public sealed record NewTitle(
    [property: Id(0)] Guid OrgId,
    [property: Id(1)] string Title,
    [property: Id(2)] string FileName,
    [property: Id(3)] Guid UploadId,
    [property: Id(4)] string SourcePath,
    [property: Id(5)] long SourceBytes,
    [property: Id(6)] string? TraceParent = null,
    [property: Id(7)] WorkPriority Priority = WorkPriority.Standard);
