using StreamVerse.Gateway.Catalog;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Gateway.Administration;

/// <summary>Body of <c>POST /v1/admin/encodes</c>: which titles are to be encoded anew. Whoever means all of them says so by a time.</summary>
/// <param name="EncodedBefore">Those whose present version was whole before this time.</param>
/// <param name="OrgId">Those of one tenant.</param>
/// <param name="Priority">How soon they are wanted: <c>backfill</c> unless it says otherwise.</param>
/// <param name="DryRun">Only count them.</param>
internal sealed record BulkEncodeRequest(DateTimeOffset? EncodedBefore = null, Guid? OrgId = null, WorkPriority? Priority = null, bool DryRun = false)
{
    /// <summary>The order.</summary>
    /// <exception cref="DomainException">It does not say which titles, or there is no such priority.</exception>
    public NewBulkEncode ToOrder() => EncodedBefore is null && OrgId is null
        ? throw new DomainException(ErrorKind.Invalid, "query-empty", "Say which titles: 'encodedBefore' (a time), 'orgId' (a tenant), or both.")
        : new NewBulkEncode(new BulkEncodeQuery(EncodedBefore?.ToUniversalTime(), OrgId), EncodeRequest.PriorityOf(new EncodeRequest(Priority)));
}
