using System.Runtime.InteropServices;
using StreamVerse.Testing;

namespace StreamVerse.Chaos.Tests.Faults;

/// <summary>Sends signals to processes of the cluster.</summary>
internal static class ProcessSignals
{
    public const int Kill = 9;
    public const int Continue = 18;
    public const int Stop = 19;

    /// <summary>Sends one; nothing happens where the process has ended.</summary>
    public static void Send(int process, int signal) => _ = kill(process, signal);

    /// <summary>Sends one to a process and all below it.</summary>
    /// <returns>Those.</returns>
    public static List<int> SendToTree(int process, int signal)
    {
        List<int> all = [process, .. ProcessTree.Descendants(process).Select(static child => child.Id)];
        all.ForEach(id => Send(id, signal));
        return all;
    }

#pragma warning disable IDE1006 // The name is the C library's.
    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int id, int signal);
#pragma warning restore IDE1006
}
