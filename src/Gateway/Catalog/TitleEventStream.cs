using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Gateway.Catalog;

/// <summary>
/// Titles as server-sent events (HTML standard, section 9.2). While nothing changes, a comment says every 15 s that the
/// stream lives, so that no proxy cuts it. A client that connects again gets the title as it is now: a change that it
/// missed is in it, so <c>Last-Event-ID</c> needs no answer of its own.
/// </summary>
internal sealed class TitleEventStream(IAsyncEnumerable<TitleView> views) : IResult
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly byte[] s_comment = ": still here\n\n"u8.ToArray();

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var clock = httpContext.RequestServices.GetRequiredService<TimeProvider>();
        var json = httpContext.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        var response = httpContext.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache,no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        httpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        await using var enumerator = views.GetAsyncEnumerator(httpContext.RequestAborted);
        while (true)
        {
            var next = enumerator.MoveNextAsync().AsTask();
            await KeepAliveAsync(next, response, clock);
            if (!await next)
            {
                return;
            }

            var view = enumerator.Current;
            await WriteAsync(response, [.. "event: title\nid: "u8, .. System.Text.Encoding.ASCII.GetBytes(view.Revision.ToString(System.Globalization.CultureInfo.InvariantCulture)), .. "\ndata: "u8, .. JsonSerializer.SerializeToUtf8Bytes(view, json), .. "\n\n"u8]);
        }
    }

    /// <summary>Writes comments until there is something to tell.</summary>
    private static async Task KeepAliveAsync(Task next, HttpResponse response, TimeProvider clock)
    {
        while (!next.IsCompleted)
        {
            using var waited = new CancellationTokenSource();
            var pause = Task.Delay(Interval, clock, waited.Token);
            if (await Task.WhenAny(next, pause) == pause)
            {
                await WriteAsync(response, s_comment);
            }
            else
            {
                await waited.CancelAsync();
            }
        }
    }

    /// <summary>A client that is gone ends the views by the request's own token, not by a failed write.</summary>
    private static async Task WriteAsync(HttpResponse response, byte[] bytes)
    {
        await response.Body.WriteAsync(bytes, CancellationToken.None);
        await response.Body.FlushAsync(CancellationToken.None);
    }
}
