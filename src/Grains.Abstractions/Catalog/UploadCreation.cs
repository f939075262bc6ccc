using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>An upload to begin.</summary>
/// <param name="OrgId">The tenant.</param>
/// <param name="Length">Size of the file in bytes, above 0.</param>
/// <param name="FileName">The file's own name, for people; never used as a path.</param>
/// <param name="Title">The name shown to viewers.</param>
/// <param name="Metadata">The tus <c>Upload-Metadata</c> header as it came, given back on HEAD.</param>
/// <param name="Track">The track that it is for a published title; <see langword="null"/> where it becomes a title of its own.</param>
/// <param name="Priority">How soon the title is wanted.</param>
[GenerateSerializer, Immutable]
[Alias("sv.UploadCreation")]
public sealed record UploadCreation(
    [property: Id(0)] Guid OrgId,
    [property: Id(1)] long Length,
    [property: Id(2)] string FileName,
    [property: Id(3)] string Title,
    [property: Id(4)] string Metadata,
    [property: Id(5)] TrackRequest? Track = null,
    [property: Id(6)] WorkPriority Priority = WorkPriority.Standard);
