using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace StreamVerse.Gateway.Playback;

/// <summary>Conditional requests (RFC 9110, section 13).</summary>
internal static class Conditions
{
    /// <summary>Whether the client has these bytes already.</summary>
    public static bool IsUnchanged(IHeaderDictionary headers, string etag)
    {
        var condition = headers.IfNoneMatch;
        if (condition.Count == 0)
        {
            return false;
        }

        if (condition.Count == 1 && (condition[0] == etag || condition[0] == "*"))
        {
            return true;
        }

        return EntityTagHeaderValue.TryParseList(condition, out var tags) && tags.Any(tag => tag.Tag.Equals(etag, StringComparison.Ordinal));
    }

    /// <summary>Whether a range still means the bytes that the client began with (<c>If-Range</c>).</summary>
    public static bool RangeHolds(IHeaderDictionary headers, string etag) =>
        headers.IfRange.Count == 0 || headers.IfRange == etag;
}
