using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using StreamVerse.Storage.Health;

namespace StreamVerse.Hosting.Health;

/// <summary>
/// Answers at a host's address while its start waits for stores: <c>/health/live</c> 200, <c>/health/started</c> and
/// <c>/health/ready</c> 503 with what is waited for, everything else 503. Dispose of it before the host itself listens there.
/// </summary>
public sealed class StartupAnswers : IAsyncDisposable
{
    private const string RetrySeconds = "5";
    private readonly WebApplication _app;

    private StartupAnswers(WebApplication app)
    {
        _app = app;
        var address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Endpoint = new IPEndPoint(IPAddress.Parse(address.Host.Trim('[', ']')), address.Port);
    }

    /// <summary>Where it listens: a port of 0 has become a real one.</summary>
    public IPEndPoint Endpoint { get; }

    /// <summary>Somebody wants the process to end (SIGTERM, Ctrl-C).</summary>
    public CancellationToken Stopping => _app.Lifetime.ApplicationStopping;

    /// <summary>Begins to answer.</summary>
    /// <param name="endpoint">Where to listen.</param>
    /// <param name="gate">What is waited for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="IOException">Another program listens there.</exception>
    public static async Task<StartupAnswers> StartAsync(IPEndPoint endpoint, StoreGate gate, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(gate);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(endpoint);
        });
        var app = builder.Build();
        app.Run(context => AnswerAsync(context, gate));
        try
        {
            await app.StartAsync(cancellationToken);
            return new StartupAnswers(app);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static Task AnswerAsync(HttpContext context, StoreGate gate)
    {
        var response = context.Response;
        if (context.Request.Path == "/health/live")
        {
            return response.WriteAsJsonAsync(new HealthResponse("live", []), context.RequestAborted);
        }

        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = RetrySeconds;
        if (StatusOf(context.Request.Path) is { } status)
        {
            return response.WriteAsJsonAsync(new HealthResponse(status, gate.Faults), context.RequestAborted);
        }

        var problem = new ProblemDetails
        {
            Title = "Service Unavailable",
            Status = StatusCodes.Status503ServiceUnavailable,
            Detail = "StreamVerse is starting and waits for a store. Try again in a while; /health/ready says for which.",
            Extensions = { ["code"] = "starting" },
        };
        return response.WriteAsJsonAsync(problem, JsonSerializerOptions.Web, "application/problem+json", context.RequestAborted);
    }

    private static string? StatusOf(PathString path) => path.Value switch
    {
        "/health/started" => "starting",
        "/health/ready" => "not-ready",
        _ => null,
    };
}
