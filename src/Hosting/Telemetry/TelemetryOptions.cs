namespace StreamVerse.Hosting.Telemetry;

/// <summary>What a program tells of itself: metrics, traces, logs. Section <c>StreamVerse:Telemetry</c>.</summary>
public sealed class TelemetryOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "StreamVerse:Telemetry";

    /// <summary>
    /// Where traces go: an OTLP receiver that takes HTTP with protobuf, for example <c>http://collector:4318</c>.
    /// Default: none, and then nothing is traced.
    /// </summary>
    public string? OtlpEndpoint { get; set; }

    /// <summary>
    /// The share of requests that are traced, 0 to 1; grain calls and work that a request leads to are traced with it.
    /// Larger values tell more but cost more. Default: 0.1.
    /// </summary>
    public double TraceShare { get; set; } = 0.1;

    /// <summary>
    /// A port of its own for <c>/metrics</c>, at the address that the program listens on, for scrapers on other machines;
    /// nothing else is answered there, and viewers must not be let in. Default: 0, none: silos and workers then answer
    /// <c>/metrics</c> on their own port, to this machine only, and gateways nowhere, as their own port is for strangers.
    /// </summary>
    public int MetricsPort { get; set; }

    /// <summary>How log lines look: for people, or a JSON object a line for programs. Default: <see cref="LogFormat.Text"/>.</summary>
    public LogFormat LogFormat { get; set; } = LogFormat.Text;
}
