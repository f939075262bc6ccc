using System.Net;
using Microsoft.AspNetCore.Http;

namespace StreamVerse.Hosting;

/// <summary>Tells requests of this machine from those of others, as far as that can be told.</summary>
public static class ThisMachine
{
    /// <summary>
    /// Whether a request came from this machine, and not through a proxy that says so. One that does not say so passes: what a
    /// public port shows must not rest on this alone.
    /// </summary>
    /// <param name="context">The request.</param>
    public static bool Sent(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
            && !context.Request.Headers.ContainsKey("X-Forwarded-For") && !context.Request.Headers.ContainsKey("Forwarded");
    }
}
