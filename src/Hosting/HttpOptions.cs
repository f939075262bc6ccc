using System.Net;

namespace StreamVerse.Hosting;

/// <summary>Where a program answers HTTP: a gateway everything, a silo and a worker health and metrics only. Section <c>StreamVerse:Http</c>.</summary>
public sealed class HttpOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "StreamVerse:Http";

    /// <summary>The address to listen on. Default: <c>127.0.0.1</c>, this machine alone.</summary>
    public string Address { get; set; } = IPAddress.Loopback.ToString();

    /// <summary>The port; 0 picks a free one. Default: 8080 for a gateway, 8081 for a silo, 8082 for a worker.</summary>
    public int Port { get; set; }

    /// <summary>
    /// How long the program may take to end: to give back work, to hand grains over, to finish answers. The orchestrator's
    /// grace period must be longer. Default: 25 seconds.
    /// </summary>
    public TimeSpan ShutdownTimeout { get; set; } = TimeSpan.FromSeconds(25);
}
