namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>Which published titles are meant.</summary>
/// <param name="EncodedBefore">Those whose present version was whole before this time; <see langword="null"/>: before the order.</param>
/// <param name="OrgId">Those of one tenant; <see langword="null"/>: of all.</param>
[GenerateSerializer, Immutable]
[Alias("sv.BulkEncodeQuery")]
public sealed record BulkEncodeQuery([property: Id(0)] DateTimeOffset? EncodedBefore, [property: Id(1)] Guid? OrgId);
