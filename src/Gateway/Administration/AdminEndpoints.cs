using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Administration;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Gateway.Administration;

/// <summary>What SREs ask of the cluster, at <c>/v1/admin</c>; <see cref="AdminGuard"/> stands before it.</summary>
internal static class AdminEndpoints
{
    private const int DefaultLimit = 50;

    public static void MapAdministration(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup(AdminGuard.ApiRoot).WithTags("Administration");
        admin.MapGet("activations", GetActivationsAsync).WithSummary("How many grains are active, by kind and silo.");
        admin.MapGet("fleet", GetFleetAsync).WithSummary("The queue of work, its jobs, and the workers.");
        admin.MapGet("dead-letters", ListDeadLettersAsync).WithSummary("Events that a consumer could not take, those set aside last first.");
        admin.MapPost("dead-letters/{id:guid}/replay", ReplayAsync).WithSummary("Gives an event to its consumer once more, and forgets it when the consumer took it.");
    }

    private static async Task<Ok<FleetView>> GetFleetAsync(IGrainFactory grains, HttpContext context)
    {
        var view = await grains.GetGrain<ITranscodeFleetGrain>(Region.Here).GetView().WaitAsync(context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(view);
    }

    private static async Task<Ok<ActivationReport>> GetActivationsAsync(IGrainFactory grains, HttpContext context)
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        var silos = await management.GetHosts(onlyActive: true).WaitAsync(context.RequestAborted);
        var statistics = await management.GetSimpleGrainStatistics([.. silos.Keys]).WaitAsync(context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(ActivationCounter.Report(silos.Keys, statistics));
    }

    private static async Task<Ok<DeadLetterPage>> ListDeadLettersAsync(IGrainFactory grains, HttpContext context, int limit = DefaultLimit, string? cursor = null)
    {
        var page = await grains.GetGrain<IDeadLetterGrain>(Region.Here).List(limit, cursor);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(page);
    }

    private static async Task<NoContent> ReplayAsync(Guid id, IGrainFactory grains)
    {
        await grains.GetGrain<IDeadLetterGrain>(Region.Here).Replay(id);
        return TypedResults.NoContent();
    }
}
