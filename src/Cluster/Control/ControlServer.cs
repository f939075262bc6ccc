using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace StreamVerse.Cluster.Control;

/// <summary>
/// Answers <c>cluster status</c>, <c>scale</c>, <c>restart</c> and <c>down</c> over HTTP on a Unix socket that only the owner of the data
/// folder reaches.
/// </summary>
internal static class ControlServer
{
    public static async Task<WebApplication> StartAsync(ClusterSupervisor supervisor, string socket, Action<string> say, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        File.Delete(socket);
        builder.WebHost.UseSetting(WebHostDefaults.ServerUrlsKey, "");
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(socket));
        var app = builder.Build();
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // Whoever asked is told to look here.
                say($"'{context.Request.Path}' failed: {exception.Message}");
                throw;
            }
        });
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
