using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using StreamVerse.Storage;

namespace StreamVerse.Hosting;

/// <summary>What keeps a program from starting, in one line for people.</summary>
public static class StartFaults
{
    /// <summary>Whether an exception's message alone tells what to do; of any other the stack trace is worth having.</summary>
    /// <param name="exception">What went wrong.</param>
    public static bool IsForPeople(Exception exception) =>
        exception is IOException or OptionsValidationException or UnauthorizedAccessException or InvalidDataException;

    /// <summary>How the program ends because of it: see <see cref="ExitCodes"/>.</summary>
    /// <param name="exception">What went wrong.</param>
    public static int ExitCodeOf(Exception exception) => exception switch
    {
        OptionsValidationException or InvalidDataException => ExitCodes.Misconfigured,
        StoreUnavailableException => ExitCodes.Unavailable,
        _ => ExitCodes.Failed,
    };

    /// <summary>Looks whether a port is free, before anything is started that would have to be stopped again.</summary>
    /// <param name="endpoint">The address and port; port 0 is always free.</param>
    /// <param name="setting">What sets it, for people.</param>
    /// <exception cref="IOException">It is not; says what to do.</exception>
    public static void ThrowIfInUse(IPEndPoint endpoint, string setting)
    {
        using var listener = new TcpListener(endpoint);
        try
        {
            listener.Start();
        }
        catch (SocketException exception)
        {
            var reason = exception.SocketErrorCode == SocketError.AddressAlreadyInUse ? "another program listens there" : exception.Message;
            throw new IOException($"{endpoint} cannot be listened on: {reason}. Choose another port with {setting} (0 picks a free one).", exception);
        }
    }
}
