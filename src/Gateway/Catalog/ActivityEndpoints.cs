using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Gateway.Catalog;

/// <summary>What happened to the tenant's titles, at <c>/v1/activity</c>.</summary>
internal static class ActivityEndpoints
{
    private const int DefaultLimit = 50;

    public static void MapActivity(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/activity", ListAsync).WithTags("Activity").WithSummary("What happened to titles, the newest first: uploaded, published, failed and why, deleted, tracks added and removed.");

    private static async Task<Ok<ActivityPage>> ListAsync(IGrainFactory grains, IOptions<GatewayOptions> options, HttpContext context, int limit = DefaultLimit, string? cursor = null)
    {
        var page = await grains.GetGrain<IActivityGrain>(options.Value.OrgId).List(limit, cursor);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(page);
    }
}
