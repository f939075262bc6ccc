using System.Runtime.InteropServices;

namespace StreamVerse.Cluster.Processes;

/// <summary>Sends signals; .NET has only SIGKILL.</summary>
internal static class Signals
{
    public const int Interrupt = 2;
    public const int Kill = 9;
    public const int Terminate = 15;
    public const int Continue = 18;

    /// <summary>Sends one, unless the process has ended.</summary>
    public static void Send(ProcessIdentity process, int signal)
    {
        if (process.IsAlive)
        {
            _ = kill(process.Id, signal);
        }
    }

#pragma warning disable IDE1006 // The name is the C library's.
    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int id, int signal);
#pragma warning restore IDE1006
}
