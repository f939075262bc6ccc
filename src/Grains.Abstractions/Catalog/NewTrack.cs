namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>A track to be made of an upload.</summary>
/// <param name="OrgId">The tenant; only titles of the same one take it.</param>
/// <param name="UploadId">The upload it comes from; also the addition's id.</param>
/// <param name="Request">What is asked for.</param>
/// <param name="FileName">The uploaded file's own name, for people; never used as a path.</param>
/// <param name="SourcePath">Path of the source in the bucket <c>content</c>.</param>
/// <param name="SourceBytes">Size of the source in bytes.</param>
[GenerateSerializer, Immutable]
[Alias("sv.NewTrack")]
public sealed record NewTrack(
    [property: Id(0)] Guid OrgId,
    [property: Id(1)] Guid UploadId,
    [property: Id(2)] TrackRequest Request,
    [property: Id(3)] string FileName,
    [property: Id(4)] string SourcePath,
    [property: Id(5)] long SourceBytes);
