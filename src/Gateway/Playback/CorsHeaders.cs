using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace StreamVerse.Gateway.Playback;

/// <summary>Players of any page may read media: what protects it is the token in the address, and no cookie is ever looked at.</summary>
internal static class CorsHeaders
{
    private static readonly StringValues Any = "*";
    private static readonly StringValues Exposed = "Content-Length, Content-Range, ETag, Date";

    public static void Add(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = Any;
        headers.AccessControlExposeHeaders = Exposed;
    }

    public static void AddPreflight(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status204NoContent;
        response.Headers.AccessControlAllowMethods = "GET, HEAD, OPTIONS";
        response.Headers.AccessControlAllowHeaders = "Range, If-None-Match, If-Range, Content-Type, CMCD-Object, CMCD-Request, CMCD-Session, CMCD-Status";
        response.Headers.AccessControlMaxAge = "86400";
    }
}
