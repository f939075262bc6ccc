using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using StreamVerse.Media.Tokens;

namespace StreamVerse.Gateway.Playback;

/// <summary>Refusals on the media path, as RFC 9457 problems that caches do not keep.</summary>
internal static class MediaProblems
{
    public static Task NotFoundAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status404NotFound, "media-not-found", "There is no such file. The title may have been deleted, or this part is not made yet.");

    public static Task RefuseAsync(HttpContext context, PlaybackTokenStatus status)
    {
        var (code, detail) = status switch
        {
            PlaybackTokenStatus.Expired => ("token-expired", "The playback token has expired. Begin a new playback session."),
            PlaybackTokenStatus.NotYetValid => ("token-not-yet-valid", "The playback token is not valid yet. Check the clock."),
            PlaybackTokenStatus.WrongPath => ("token-wrong-path", "The playback token does not grant this file. Use the URLs of its own session."),
            _ => ("token-invalid", "The playback token is not genuine. Begin a new playback session."),
        };
        return WriteAsync(context, StatusCodes.Status403Forbidden, code, detail);
    }

    public static Task WriteAsync(HttpContext context, int status, string code, string detail)
    {
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = CacheHeaders.NoStore;
        var problem = new ProblemDetails
        {
            Title = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
            Status = status,
            Detail = detail,
            Extensions = { ["code"] = code },
        };
        return context.Response.WriteAsJsonAsync(problem, options: null, contentType: "application/problem+json", context.RequestAborted);
    }
}
