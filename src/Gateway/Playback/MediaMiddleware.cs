using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Media.Tokens;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Gateway.Playback;

/// <summary>
/// Serves <c>/media/...</c>: checks the token, then answers from memory (playlists, manifests) or from the object store
/// (segments). Stands before routing, as nearly all requests of a running platform end here. No grain is called for
/// anything that this gateway already knows.
/// </summary>
internal sealed class MediaMiddleware(RequestDelegate next, PlaybackTokens tokens, PresentationCache presentations, ObjectResponder objects, GatewayMetrics metrics)
{
    private static readonly StringValues VaryByEncoding = "Accept-Encoding";

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value;
        return path is not null && path.StartsWith(PlaybackPath.Root, StringComparison.Ordinal) ? ServeAsync(context, path) : next(context);
    }

    private Task ServeAsync(HttpContext context, string path)
    {
        CorsHeaders.Add(context.Response.Headers);
        var method = context.Request.Method;
        if (HttpMethods.IsOptions(method))
        {
            CorsHeaders.AddPreflight(context.Response);
            return Task.CompletedTask;
        }

        if (!HttpMethods.IsGet(method) && !HttpMethods.IsHead(method))
        {
            context.Response.Headers.Allow = "GET, HEAD, OPTIONS";
            return MediaProblems.WriteAsync(context, StatusCodes.Status405MethodNotAllowed, "method-not-allowed", "Media can only be read: use GET or HEAD.");
        }

        if (!PlaybackPath.TryParse(path, out var parsed))
        {
            return MediaProblems.WriteAsync(context, StatusCodes.Status403Forbidden, "token-missing", "The address has no playback token. Begin a playback session and use its URLs.");
        }

        var status = tokens.Verify(parsed);
        if (status != PlaybackTokenStatus.Valid)
        {
            metrics.AddRefusal();
            return MediaProblems.RefuseAsync(context, status);
        }

        if (!Guid.TryParseExact(parsed.TitleId, "N", out var titleId))
        {
            return MediaProblems.NotFoundAsync(context);
        }

        var version = parsed.Version.ToString();
        if (!IsDocument(parsed.File))
        {
            return ServeObjectAsync(context, titleId, version, parsed.File.ToString());
        }

        return presentations.TryGet(titleId, version) is { } known
            ? ServeDocumentAsync(context, known.Find(parsed.File))
            : ServeUnknownAsync(context, titleId, version, parsed.File.ToString());
    }

    /// <summary>Playlists and manifests are rendered; everything else lies in the object store.</summary>
    private static bool IsDocument(ReadOnlySpan<char> file) =>
        file.EndsWith(".m3u8", StringComparison.Ordinal) || file.EndsWith(".mpd", StringComparison.Ordinal) || (file.EndsWith(".vtt", StringComparison.Ordinal) && !file.Contains('/'));

    private async Task ServeUnknownAsync(HttpContext context, Guid titleId, string version, string file)
    {
        var outputs = await presentations.GetAsync(titleId, version);
        await ServeDocumentAsync(context, outputs?.Find(file));
    }

    private Task ServeDocumentAsync(HttpContext context, Document? document)
    {
        if (document is null)
        {
            return MediaProblems.NotFoundAsync(context);
        }

        metrics.AddDocument();
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        var isCompressed = document.Compressed is not null && AcceptsGzip(request.Headers.AcceptEncoding);
        var etag = isCompressed ? document.CompressedETag! : document.ETag;
        headers.CacheControl = document.CacheControl;
        headers.ETag = etag;
        if (document.Compressed is not null)
        {
            headers.Vary = VaryByEncoding;
        }

        if (Conditions.IsUnchanged(request.Headers, etag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }

        var content = isCompressed ? document.Compressed! : document.Content;
        headers.ContentType = document.ContentType;
        headers.ContentLength = content.Length;
        if (isCompressed)
        {
            headers.ContentEncoding = "gzip";
        }

        return HttpMethods.IsHead(request.Method) ? Task.CompletedTask : response.BodyWriter.WriteAsync(content, context.RequestAborted).AsTask();
    }

    private Task ServeObjectAsync(HttpContext context, Guid titleId, string version, string file)
    {
        var path = $"{OutputPaths.OfVersion(titleId, version)}/{file}";
        return ObjectKey.IsValidPath(path) ? objects.ServeAsync(context, new ObjectKey(Buckets.TranscodedProfiles, path)) : MediaProblems.NotFoundAsync(context);
    }

    /// <summary>Whether a client takes gzip; one that says <c>gzip;q=0</c> does not.</summary>
    private static bool AcceptsGzip(StringValues acceptEncoding)
    {
        foreach (var header in acceptEncoding)
        {
            if (header is null || !header.Contains("gzip", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            return !header.Contains(";q=", StringComparison.OrdinalIgnoreCase)
                || (StringWithQualityHeaderValue.TryParseList([header], out var values) && values.Any(value => value.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase) && value.Quality is not 0));
        }

        return false;
    }
}
