using System.Globalization;
using System.Net;
using System.Net.Sockets;
using StreamVerse.Hosting.Ports;

namespace StreamVerse.Cluster.Stores;

/// <summary>Looks whether the stores' ports are free, before any of them starts and tries in vain for long.</summary>
internal static class StorePorts
{
    /// <summary>Looks at all of them; what is left of an earlier cluster must be gone.</summary>
    /// <param name="ports">The plan.</param>
    /// <param name="file">The plan's file, for people.</param>
    /// <exception cref="IOException">One is taken; says which store's, and what to do.</exception>
    public static void ThrowIfInUse(PortPlan ports, string file)
    {
        foreach (var (store, port) in new[] { ("postgres", ports.Postgres), ("s3-monitor", ports.ObjectMonitor), ("s3", ports.ObjectGateway), ("redis", ports.Redis) })
        {
            try
            {
                PortGuard.ThrowIfInUse(new ListenPort(file, new IPEndPoint(IPAddress.Loopback, port)));
            }
            catch (IOException exception) when (exception.InnerException is SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse })
            {
                // Another port is not chosen as easily as elsewhere: the object store's monitor cannot move.
                throw new IOException(string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port} is {store}'s by {file}, and another program listens there. End that program (ss -ltnp 'sport = :{port}' names it), then try again."), exception);
            }
        }
    }
}
