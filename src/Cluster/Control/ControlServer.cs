using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StreamVerse.Cluster.Control;

/// <summary>
/// Answers <c>cluster status</c>, <c>scale</c>, <c>restart</c> and <c>down</c> over HTTP on a Unix socket that only the owner of the data
/// folder reaches. Also the process's lifetime: SIGTERM and Ctrl-C end it as <c>down</c> does.
/// </summary>
internal static class ControlServer
{
    public static async Task<WebApplication> StartAsync(ClusterSupervisor supervisor, string socket, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        File.Delete(socket);
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socket));
        var app = builder.Build();
        app.MapGet("/status", supervisor.GetStatusAsync);
        app.MapPost("/scale", (ScaleRequest request, CancellationToken token) => supervisor.ScaleAsync(request, token));
        app.MapPost("/restart", (RestartRequest request, CancellationToken token) => supervisor.RestartAsync(request, token));
        app.MapPost("/down", (IHostApplicationLifetime lifetime) =>
        {
            lifetime.StopApplication();
            return Results.Accepted();
        });
        await app.StartAsync(cancellationToken);
        File.SetUnixFileMode(socket, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return app;
    }
}
