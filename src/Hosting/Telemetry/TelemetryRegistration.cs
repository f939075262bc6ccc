using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace StreamVerse.Hosting.Telemetry;

/// <summary>Registers what every program tells of itself.</summary>
public static class TelemetryRegistration
{
    /// <summary>The source of all spans of ours, and the beginning of the names of all meters of ours.</summary>
    public const string SourceName = "StreamVerse";

    private static readonly string[] s_meters =
        [$"{SourceName}.*", "Microsoft.Orleans", "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel", "System.Net.Http", "Npgsql"];

    private static readonly string[] s_sources = [SourceName, "Microsoft.Orleans.Application", "Npgsql"];

    /// <summary>Adds metrics, log lines with trace ids, and traces where there is somewhere to send them.</summary>
    /// <param name="builder">The host.</param>
    /// <param name="program">The program's name: <c>silo</c>, <c>gateway</c>, <c>worker</c>, <c>local</c>.</param>
    public static WebApplicationBuilder AddStreamVerseTelemetry(this WebApplicationBuilder builder, string program)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.AddOptions<TelemetryOptions>().BindConfiguration(TelemetryOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelemetryOptions>, TelemetryOptionsValidator>();
        AddLogFormat(builder);
        var telemetry = services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService($"streamverse-{program}", serviceInstanceId: $"{Environment.MachineName}:{Environment.ProcessId}"))
            .WithMetrics(static metrics => metrics.AddMeter(s_meters).AddView(OrleansInstruments.ViewOf).AddPrometheusExporter());
        if (OtlpAddress.TryParse(builder.Configuration[$"{TelemetryOptions.Section}:{nameof(TelemetryOptions.OtlpEndpoint)}"], out var address))
        {
            telemetry.WithTracing(tracing => tracing
                .AddSource(s_sources)
                .SetSampler(static services => new ParentBasedSampler(new TraceIdRatioBasedSampler(services.GetRequiredService<IOptions<TelemetryOptions>>().Value.TraceShare)))
                .AddAspNetCoreInstrumentation(static http => http.Filter = IsWorthATrace)
                .AddHttpClientInstrumentation()
                .AddOtlpExporter(otlp => (otlp.Endpoint, otlp.Protocol) = (address, OtlpExportProtocol.HttpProtobuf)));
        }

        return builder;
    }

    /// <summary>Opens the port of <c>/metrics</c>, where it has one of its own.</summary>
    /// <param name="kestrel">The host's server.</param>
    /// <param name="address">The address that the host listens on.</param>
    public static void ListenForMetrics(this KestrelServerOptions kestrel, IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(kestrel);
        foreach (var port in MetricsPort.Of(kestrel.ApplicationServices, address))
        {
            kestrel.Listen(port.Endpoint);
        }
    }

    /// <summary>Lets the host answer <c>/metrics</c>; before everything else.</summary>
    /// <param name="app">The host.</param>
    /// <param name="isPublic">Whether strangers reach the host's own port: then only a port of their own shows the metrics.</param>
    public static WebApplication UseStreamVerseMetrics(this WebApplication app, bool isPublic)
    {
        ArgumentNullException.ThrowIfNull(app);
        MetricsEndpoint.Use(app, isPublic);
        return app;
    }

    /// <summary>Media is asked for thousands of times a second, and a probe's question has no story to tell.</summary>
    private static bool IsWorthATrace(HttpContext context) =>
        !context.Request.Path.StartsWithSegments("/media") && !context.Request.Path.StartsWithSegments("/health") && context.Request.Path != "/metrics";

    private static void AddLogFormat(WebApplicationBuilder builder)
    {
        builder.Logging.Configure(static logging => logging.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.SpanId);
        builder.Services.AddOptions<ConsoleLoggerOptions>().Configure<IOptions<TelemetryOptions>>(static (console, telemetry) =>
            console.FormatterName = telemetry.Value.LogFormat == LogFormat.Json ? ConsoleFormatterNames.Json : TraceLineFormatter.FormatterName);
        builder.Logging.AddConsoleFormatter<TraceLineFormatter, ConsoleFormatterOptions>();
        builder.Services.Configure<JsonConsoleFormatterOptions>(static json =>
        {
            json.IncludeScopes = true;
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
    }
}
