using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace StreamVerse.Hosting.Health;

/// <summary>
/// <c>/health/live</c>: the process runs. <c>/health/started</c>: its start is over. <c>/health/ready</c>: it can serve;
/// otherwise what is missing.
/// </summary>
public static class HealthEndpoints
{
    /// <summary>Maps them; answers come from every registered <see cref="IReadinessCheck"/>.</summary>
    /// <param name="routes">The host's routes.</param>
    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var health = routes.MapGroup("/health").WithTags("Health");

        // Asks nobody: a store that is down is no reason to restart this process.
        health.MapGet("live", () => Results.Ok(new HealthResponse("live", []))).WithSummary("Whether the process runs.");

        // Whoever gets this answer gets it after the start: a host opens its port last, when its silo has joined, and what
        // answers while stores are waited for says otherwise. A gateway's start is over without silos, which it can wait for.
        health.MapGet("started", () => Results.Ok(new HealthResponse("started", []))).WithSummary("Whether the process has started.");
        health.MapGet("ready", ReadyAsync).WithSummary("Whether the process can serve; if not, what is missing.");
    }

    private static async Task<IResult> ReadyAsync(IEnumerable<IReadinessCheck> checks, IServiceProvider services, CancellationToken cancellationToken)
    {
        var faults = await new Readiness(checks, services.GetService<TimeProvider>() ?? TimeProvider.System).FindFaultsAsync(cancellationToken);
        return faults.Count == 0
            ? Results.Ok(new HealthResponse("ready", []))
            : Results.Json(new HealthResponse("not-ready", faults), statusCode: StatusCodes.Status503ServiceUnavailable);
    }
}
