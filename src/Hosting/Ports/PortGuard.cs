using System.Net.Sockets;

namespace StreamVerse.Hosting.Ports;

/// <summary>Looks whether a program's ports are free, before anything is started that would have to be stopped again.</summary>
public static class PortGuard
{
    /// <summary>Looks at all of them.</summary>
    /// <param name="ports">Every port that the program will listen on.</param>
    /// <exception cref="InvalidDataException">Two of them are the same; names both settings.</exception>
    /// <exception cref="IOException">One is taken, or not to be had; says what to do.</exception>
    public static void ThrowIfInUse(IReadOnlyList<ListenPort> ports)
    {
        ArgumentNullException.ThrowIfNull(ports);
        for (var index = 0; index < ports.Count; index++)
        {
            var port = ports[index];
            if (ports.Take(index).FirstOrDefault(port.CollidesWith) is { } other)
            {
                throw new InvalidDataException($"{other.Setting} and {port.Setting} are both {port.Endpoint.Port}: each needs a port of its own.");
            }
        }

        foreach (var port in ports)
        {
            ThrowIfInUse(port);
        }
    }

    /// <summary>Looks at one.</summary>
    /// <param name="port">The port.</param>
    /// <exception cref="IOException">It is taken, or not to be had; says what to do.</exception>
    public static void ThrowIfInUse(ListenPort port)
    {
        ArgumentNullException.ThrowIfNull(port);
        using var listener = new TcpListener(port.Endpoint);
        try
        {
            listener.Start();
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressNotAvailable && port.AddressSetting is not null)
        {
            throw new IOException($"{port.Endpoint} cannot be listened on: this machine does not have that address. Set {port.AddressSetting} to one that it has.", exception);
        }
        catch (SocketException exception)
        {
            var reason = exception.SocketErrorCode == SocketError.AddressAlreadyInUse ? "another program listens there" : exception.Message;
            throw new IOException($"{port.Endpoint} cannot be listened on: {reason}. Choose another port with {port.Setting} ({port.ZeroMeans}).", exception);
        }
    }
}
