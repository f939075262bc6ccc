using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using StreamVerse.Hosting.Ports;

namespace StreamVerse.Hosting.Telemetry;

/// <summary>Where <c>/metrics</c> is answered when it has a port of its own.</summary>
public static class MetricsPort
{
    /// <summary>That port, or nothing.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="address">The address that the host listens on.</param>
    public static IEnumerable<ListenPort> Of(IServiceProvider services, IPAddress address)
    {
        if (services.GetRequiredService<IOptions<TelemetryOptions>>().Value.MetricsPort is > 0 and var port)
        {
            yield return new ListenPort($"{TelemetryOptions.Section}:{nameof(TelemetryOptions.MetricsPort)}", new IPEndPoint(address, port)) { ZeroMeans = "0: none of its own" };
        }
    }
}
