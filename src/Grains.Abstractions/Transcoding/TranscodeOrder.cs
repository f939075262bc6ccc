using System.Collections.Immutable;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>What to transcode.</summary>
/// <param name="TitleId">The title that wants it.</param>
/// <param name="OrgId">The tenant.</param>
/// <param name="SourcePath">Path of the source in the bucket <c>content</c>.</param>
/// <param name="Version">Names the output; part of every path.</param>
/// <param name="Track">The track to make for an existing version; <see langword="null"/> to make a whole version.</param>
/// <param name="TraceParent">The trace in which the title was sent (W3C Trace Context), or <see langword="null"/> where nothing is traced.</param>
/// <param name="Priority">How soon it is wanted.</param>
/// <param name="Without">Ids of renditions that a whole version is to do without, as they were removed from the title; none where it is left out.</param>
[GenerateSerializer, Immutable]
[Alias("sv.TranscodeOrder")]
public sealed record TranscodeOrder(
    [property: Id(0)] Guid TitleId,
    [property: Id(1)] Guid OrgId,
    [property: Id(2)] string SourcePath,
    [property: Id(3)] string Version,
    [property: Id(4)] TrackOrder? Track = null,
    [property: Id(5)] string? TraceParent = null,
    [property: Id(6)] WorkPriority Priority = WorkPriority.Standard,
    [property: Id(7)] ImmutableArray<string> Without = default);
