using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Gateway.Administration;

/// <summary>What SREs ask of the cluster, at <c>/v1/admin</c>; <see cref="AdminGuard"/> stands before it.</summary>
internal static class AdminEndpoints
{
    public static void MapAdministration(this IEndpointRouteBuilder routes)
    {
        var admin = routes.MapGroup(AdminGuard.ApiRoot).WithTags("Administration");
        admin.MapGet("activations", GetActivationsAsync).WithSummary("How many grains are active, by kind and silo.");
        admin.MapGet("fleet", GetFleetAsync).WithSummary("The queue of work, its jobs, and the workers.");
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
}
