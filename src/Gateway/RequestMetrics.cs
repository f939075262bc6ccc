using System.Diagnostics.Metrics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace StreamVerse.Gateway;

/// <summary>
/// Times requests to the API by route and status. Meter <c>StreamVerse.Gateway</c>. Stands behind media, which is asked for
/// too often for labels; ASP.NET's own histogram would take it in.
/// </summary>
internal sealed class RequestMetrics(RequestDelegate next, IMeterFactory meters, TimeProvider clock)
{
    /// <summary>The web page, or nothing that there is: paths that strangers make up are no labels.</summary>
    private const string Unknown = "other";

    private readonly Histogram<double> _duration = meters.Create(GatewayMetrics.MeterName).CreateHistogram<double>(
        "streamverse.gateway.request.duration",
        "s",
        "How long requests to the API took, by route and status; media is not among them.",
        advice: new() { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] });

    public async Task InvokeAsync(HttpContext context)
    {
        var start = clock.GetTimestamp();
        var route = Unknown;

        // When the answer is out: what an exception is answered with is only known then.
        context.Response.OnCompleted(() =>
        {
            _duration.Record(clock.GetElapsedTime(start).TotalSeconds, new("route", route), new("status", context.Response.StatusCode));
            return Task.CompletedTask;
        });
        try
        {
            await next(context);
        }
        finally
        {
            route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? Unknown;
        }
    }
}
