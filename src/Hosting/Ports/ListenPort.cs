using System.Net;

namespace StreamVerse.Hosting.Ports;

/// <summary>A port that a program listens on.</summary>
/// <param name="Setting">What says which port it is, for people: a configuration key, or an option.</param>
/// <param name="Endpoint">The address and port; port 0 is no port yet, and always free.</param>
public sealed record ListenPort(string Setting, IPEndPoint Endpoint)
{
    /// <summary>What says which address it is, for people; <see langword="null"/> where nothing does.</summary>
    public string? AddressSetting { get; init; }

    /// <summary>What becomes of a 0 there, for people. Default: a free port is taken.</summary>
    public string ZeroMeans { get; init; } = "0 picks a free one";

    /// <summary>Whether both cannot be listened on at once.</summary>
    /// <param name="other">Another port of the same program.</param>
    public bool CollidesWith(ListenPort other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Endpoint.Port != 0 && Endpoint.Port == other.Endpoint.Port
            && (IsEverywhere(Endpoint) || IsEverywhere(other.Endpoint) || Endpoint.Address.Equals(other.Endpoint.Address));
    }

    private static bool IsEverywhere(IPEndPoint endpoint) => endpoint.Address.Equals(IPAddress.Any) || endpoint.Address.Equals(IPAddress.IPv6Any);
}
