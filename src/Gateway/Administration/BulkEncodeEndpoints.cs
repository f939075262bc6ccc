using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Gateway.Administration;

/// <summary>Many titles encoded anew, at <c>/v1/admin/encodes</c>; <see cref="AdminGuard"/> stands before it.</summary>
internal static class BulkEncodeEndpoints
{
    private const string Root = $"{AdminGuard.ApiRoot}/encodes";

    public static void MapBulkEncodes(this IEndpointRouteBuilder routes)
    {
        var encodes = routes.MapGroup(Root).WithTags("Administration");
        encodes.MapPost("", StartAsync).WithSummary("Encodes the published titles that a query finds anew, some at a time; with dryRun it only counts them.")
            .WithDescription("'encodedBefore': those whose present version was whole before a time. 'orgId': those of a tenant. At least one of both. Idempotent by Idempotency-Key.");
        encodes.MapGet("{id:guid}", GetAsync).WithSummary("How far such an order is.");
        encodes.MapDelete("{id:guid}", CancelAsync).WithSummary("Calls such an order off, with what it has under way; what is done stays.");
    }

    private static async Task<Results<Ok<BulkEncodeCount>, Accepted<BulkEncodeView>>> StartAsync(BulkEncodeRequest body, HttpRequest request, IGrainFactory grains)
    {
        var order = body.ToOrder();
        var id = IdempotencyKey.IdOf(request, Guid.Empty, "admin/encodes");
        var grain = grains.GetGrain<IBulkEncodeGrain>(id);
        if (body.DryRun)
        {
            return TypedResults.Ok(new BulkEncodeCount(await grain.Count(order.Query)));
        }

        return TypedResults.Accepted($"{Root}/{id:N}", await grain.Start(order));
    }

    private static async Task<Ok<BulkEncodeView>> GetAsync(Guid id, IGrainFactory grains, HttpContext context)
    {
        var view = await grains.GetGrain<IBulkEncodeGrain>(id).Get();
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(view);
    }

    private static async Task<NoContent> CancelAsync(Guid id, IGrainFactory grains)
    {
        await grains.GetGrain<IBulkEncodeGrain>(id).Cancel();
        return TypedResults.NoContent();
    }
}
