using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace StreamVerse.Hosting.Telemetry;

/// <summary>Where traces go.</summary>
public static class OtlpAddress
{
    /// <summary>Whether traces go anywhere: only then do calls carry their trace, which costs a little each.</summary>
    /// <param name="configuration">The host's configuration.</param>
    public static bool IsConfigured(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return TryParse(configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.OtlpEndpoint)}"], out _);
    }

    /// <summary>The address that takes traces (OTLP 1.x, section "OTLP/HTTP Request": <c>/v1/traces</c> below the endpoint).</summary>
    internal static bool TryParse(string? endpoint, [NotNullWhen(true)] out Uri? traces)
    {
        traces = Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new Uri($"{address.GetLeftPart(UriPartial.Path).TrimEnd('/')}/v1/traces")
            : null;
        return traces is not null;
    }
}
