using System.Net;
using System.Net.Sockets;

namespace StreamVerse.Testing;

/// <summary>
/// Ports for servers that are told theirs before they start. Below those that the system gives to connections on their way
/// out (32768 and above on Linux), of which one could be taken meanwhile; each is given once in a process.
/// </summary>
public static class FreePorts
{
    private const int First = 10_000;
    private const int Last = 26_000;

    private static readonly Lock s_lock = new();
    private static readonly HashSet<int> s_given = [];

    /// <summary>A port of 127.0.0.1 that nobody listens on.</summary>
    public static int Take() => TakeRow(1);

    /// <summary>Several ports in a row.</summary>
    /// <param name="count">How many.</param>
    /// <returns>The first.</returns>
    public static int TakeRow(int count)
    {
        lock (s_lock)
        {
            while (true)
            {
                // At random, as other test processes look for theirs at the same time.
                var first = Random.Shared.Next(First, Last - count);
                var row = Enumerable.Range(first, count).ToList();
                if (row.All(port => !s_given.Contains(port) && IsFree(port)))
                {
                    s_given.UnionWith(row);
                    return first;
                }
            }
        }
    }

    private static bool IsFree(int port)
    {
        using TcpListener listener = new(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            return false;
        }
    }
}
