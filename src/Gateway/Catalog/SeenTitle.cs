using System.IO.Hashing;
using Microsoft.Net.Http.Headers;

namespace StreamVerse.Gateway.Catalog;

/// <summary>A title as clients saw it last.</summary>
/// <param name="Revision">Its revision.</param>
/// <param name="Json">The answer to <c>GET /v1/titles/{id}</c>.</param>
internal sealed record SeenTitle(long Revision, ReadOnlyMemory<byte> Json)
{
    /// <summary>Names these bytes: whoever has them already is told so instead of being sent them (RFC 9110, section 13.1.2). Gateways of two versions may put one revision differently.</summary>
    public EntityTagHeaderValue ETag { get; } = new($"\"{XxHash64.HashToUInt64(Json.Span):x16}\"");
}
