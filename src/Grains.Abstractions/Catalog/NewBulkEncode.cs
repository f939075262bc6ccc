using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>The wish to encode many titles anew.</summary>
/// <param name="Query">Which.</param>
/// <param name="Priority">How soon they are wanted.</param>
[GenerateSerializer, Immutable]
[Alias("sv.NewBulkEncode")]
public sealed record NewBulkEncode([property: Id(0)] BulkEncodeQuery Query, [property: Id(1)] WorkPriority Priority = WorkPriority.Backfill);
