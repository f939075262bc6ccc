using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace StreamVerse.Hosting.Telemetry;

/// <summary>Answers <c>/metrics</c>, and lets nobody see it who is not meant to.</summary>
internal static class MetricsEndpoint
{
    private const string Path = "/metrics";

    public static void Use(WebApplication app, bool isPublic)
    {
        var port = app.Services.GetRequiredService<IOptions<TelemetryOptions>>().Value.MetricsPort;
        if (port == 0)
        {
            // A proxy need not say that it is one, so a public port cannot tell this machine from strangers.
            if (!isPublic)
            {
                app.UseOpenTelemetryPrometheusScrapingEndpoint(static context => context.Request.Path == Path && ThisMachine.Sent(context));
            }

            return;
        }

        app.MapWhen(context => context.Connection.LocalPort == port, static metrics =>
        {
            metrics.UseOpenTelemetryPrometheusScrapingEndpoint(static context => context.Request.Path == Path);
            metrics.Run(static context =>
            {
                context.Response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            });
        });
    }
}
