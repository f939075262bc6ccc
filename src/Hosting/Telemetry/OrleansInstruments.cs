using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace StreamVerse.Hosting.Telemetry;

/// <summary>
/// Which of Orleans' instruments are kept. Those that count every message, header and look into the directory are not:
/// they cost a silo about as much as a small call does, and say nothing that its calls' latencies do not.
/// </summary>
internal static class OrleansInstruments
{
    private const string Meter = "Microsoft.Orleans";

    private static readonly string[] s_perMessage =
    [
        "orleans-messaging-sent-messages", "orleans-messaging-received-messages", "orleans-messaging-sent-header", "orleans-messaging-received-header",
        "orleans-messaging-sent-local", "orleans-messaging-processing-", "orleans-gateway-sent", "orleans-gateway-received",
        "orleans-directory-lookups-", "orleans-directory-cache-",
    ];

    /// <summary>The view by which an instrument is dropped; <see langword="null"/> for what is kept as it is.</summary>
    /// <param name="instrument">An instrument of any meter.</param>
    public static MetricStreamConfiguration? ViewOf(Instrument instrument) =>
        instrument.Meter.Name == Meter && Array.Exists(s_perMessage, prefix => instrument.Name.StartsWith(prefix, StringComparison.Ordinal))
            ? MetricStreamConfiguration.Drop
            : null;
}
