using System.Collections.Immutable;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>An order to encode many titles anew; also the JSON of <c>GET /v1/admin/encodes/{id}</c>.</summary>
/// <param name="Id">Its id, 32 hexadecimal digits.</param>
/// <param name="State">Where it is.</param>
/// <param name="Query">Which titles are meant.</param>
/// <param name="Priority">How soon they are wanted.</param>
/// <param name="Found">How many there were when it was ordered.</param>
/// <param name="Running">How many are being encoded now.</param>
/// <param name="Done">How many have their new version.</param>
/// <param name="Failed">How many could not be encoded anew, and are as they were.</param>
/// <param name="Skipped">How many were passed over: deleted meanwhile, without their original, called off, or busy with something else.</param>
/// <param name="Problems">The last of those that failed or were passed over, at most 50, with the reason.</param>
/// <param name="RequestedAt">When it was ordered.</param>
/// <param name="EndedAt">When it was over; <see langword="null"/> until then.</param>
[GenerateSerializer, Immutable]
[Alias("sv.BulkEncodeView")]
public sealed record BulkEncodeView(
    [property: Id(0)] string Id,
    [property: Id(1)] BulkEncodeState State,
    [property: Id(2)] BulkEncodeQuery Query,
    [property: Id(3)] WorkPriority Priority,
    [property: Id(4)] int Found,
    [property: Id(5)] int Running,
    [property: Id(6)] int Done,
    [property: Id(7)] int Failed,
    [property: Id(8)] int Skipped,
    [property: Id(9)] ImmutableArray<BulkEncodeProblem> Problems,
    [property: Id(10)] DateTimeOffset RequestedAt,
    [property: Id(11)] DateTimeOffset? EndedAt);
