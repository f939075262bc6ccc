using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using StreamVerse.Media.Presentations;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Gateway.Playback;

/// <summary>Serves immutable objects: whole or one range, with validators.</summary>
internal sealed class ObjectResponder(IObjectStore objects, GatewayMetrics metrics)
{
    /// <summary>As much as the server holds of an answer at most; larger arrays would go to the large object heap.</summary>
    private const int BufferSize = 64 * 1024;

    public async Task ServeAsync(HttpContext context, ObjectKey key)
    {
        var (request, response) = (context.Request, context.Response);
        var isHead = HttpMethods.IsHead(request.Method);
        var range = isHead ? null : RequestedRange(request);
        if (isHead || range is not null || request.Headers.IfNoneMatch.Count > 0)
        {
            if (await objects.FindAsync(key, context.RequestAborted) is not { } info)
            {
                await MediaProblems.NotFoundAsync(context);
                return;
            }

            var etag = AddHeaders(response, info);
            if (Conditions.IsUnchanged(request.Headers, etag))
            {
                response.StatusCode = StatusCodes.Status304NotModified;
                return;
            }

            if (isHead)
            {
                response.ContentLength = info.Length;
                return;
            }

            if (range is not null && Conditions.RangeHolds(request.Headers, etag))
            {
                await ServeRangeAsync(context, key, info, range);
                return;
            }
        }

        await using var reading = await objects.OpenReadAsync(key, range: null, context.RequestAborted);
        if (reading is null)
        {
            await MediaProblems.NotFoundAsync(context);
            return;
        }

        AddHeaders(response, reading.Info);
        response.ContentLength = reading.ContentLength;
        await CopyAsync(reading.Content, response, context.RequestAborted);
    }

    private async Task ServeRangeAsync(HttpContext context, ObjectKey key, ObjectInfo info, RangeItemHeaderValue range)
    {
        var response = context.Response;
        var first = range.From ?? Math.Max(0, info.Length - range.To!.Value);
        var last = range.From is null ? info.Length - 1 : Math.Min(range.To ?? long.MaxValue, info.Length - 1);
        if (first >= info.Length || first > last)
        {
            response.Headers.ContentRange = new ContentRangeHeaderValue(info.Length).ToString();
            await MediaProblems.WriteAsync(context, StatusCodes.Status416RangeNotSatisfiable, "range-not-satisfiable", $"The file has {info.Length} bytes.");
            return;
        }

        await using var reading = await objects.OpenReadAsync(key, new ByteRange(first, last - first + 1), context.RequestAborted);
        if (reading is null)
        {
            await MediaProblems.NotFoundAsync(context);
            return;
        }

        response.StatusCode = StatusCodes.Status206PartialContent;
        response.Headers.ContentRange = new ContentRangeHeaderValue(first, last, info.Length).ToString();
        response.ContentLength = reading.ContentLength;
        await CopyAsync(reading.Content, response, context.RequestAborted);
    }

    /// <summary>The one range asked for. Several at once are answered with the whole file, as RFC 9110 section 14.2 allows.</summary>
    private static RangeItemHeaderValue? RequestedRange(HttpRequest request) =>
        request.Headers.Range.Count == 1 && RangeHeaderValue.TryParse(request.Headers.Range[0], out var header) && header.Unit == "bytes" && header.Ranges.Count == 1
            ? header.Ranges.Single()
            : null;

    private static string AddHeaders(HttpResponse response, ObjectInfo info)
    {
        var etag = $"\"{info.ETag}\"";
        response.Headers.ETag = etag;
        response.Headers.CacheControl = CacheHeaders.Immutable;
        response.Headers.AcceptRanges = "bytes";
        response.Headers.ContentType = MediaTypes.Of(info.Key.Path);
        return etag;
    }

    /// <summary>Reads into the response's own buffers: the bytes are not copied on the way.</summary>
    private async Task CopyAsync(Stream content, HttpResponse response, CancellationToken cancellationToken)
    {
        var writer = response.BodyWriter;
        int read;
        while ((read = await content.ReadAsync(writer.GetMemory(BufferSize), cancellationToken)) > 0)
        {
            writer.Advance(read);
            metrics.AddSent(read);
            if ((await writer.FlushAsync(cancellationToken)).IsCompleted)
            {
                return;
            }
        }
    }
}
