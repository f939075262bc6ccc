using System.Globalization;
using Microsoft.AspNetCore.Http;
using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Transcoding.Remote;

namespace StreamVerse.Gateway.Transcoding;

/// <summary>Lets nobody but workers of this region through.</summary>
/// <param name="credentials">Knows them.</param>
internal sealed class WorkerFilter(WorkerCredentials credentials) : IEndpointFilter
{
    private const string Scheme = "Bearer ";
    private static readonly string Version = WorkProtocol.Version.ToString(CultureInfo.InvariantCulture);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers[WorkProtocol.VersionHeader] = Version;
        var authorization = http.Request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || credentials.Find(authorization[Scheme.Length..].Trim()) is not { } worker)
        {
            http.Response.Headers.WWWAuthenticate = "Bearer realm=\"workers\"";
            return WorkProblems.Of(StatusCodes.Status401Unauthorized, "worker-unknown", "No worker has this credential. Make one with 'worker-credential', and set it as StreamVerse:Worker:Queue:Credential.");
        }

        if (worker.Region != Region.Here)
        {
            return WorkProblems.Of(StatusCodes.Status403Forbidden, "worker-region", $"This credential is for the region '{worker.Region}'; this gateway serves '{Region.Here}'.");
        }

        http.Features.Set(worker);
        return await next(context);
    }
}
