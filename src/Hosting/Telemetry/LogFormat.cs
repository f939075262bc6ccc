namespace StreamVerse.Hosting.Telemetry;

/// <summary>How log lines look.</summary>
public enum LogFormat
{
    /// <summary>A line for people, with the trace id where there is one.</summary>
    Text,

    /// <summary>A JSON object a line, with trace and span ids among its scopes.</summary>
    Json,
}
