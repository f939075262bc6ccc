using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>The wish to make a title's output anew.</summary>
/// <param name="Id">Names the re-encode; asked for twice under one id, it is made once.</param>
/// <param name="Priority">How soon it is wanted.</param>
[GenerateSerializer, Immutable]
[Alias("sv.NewEncode")]
public sealed record NewEncode(
    [property: Id(0)] Guid Id,
    [property: Id(1)] WorkPriority Priority = WorkPriority.Backfill);
