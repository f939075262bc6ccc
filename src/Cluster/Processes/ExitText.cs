using System.Globalization;

namespace StreamVerse.Cluster.Processes;

/// <summary>How a process ended, for people.</summary>
internal static class ExitText
{
    private const int SignalBase = 128;

    /// <summary>Says it.</summary>
    /// <param name="exitCode">As .NET has it: 128 and the signal's number where a signal ended the process.</param>
    public static string Of(int exitCode) => exitCode switch
    {
        SignalBase + Signals.Kill => "was killed (SIGKILL)",
        SignalBase + Signals.Terminate => "was ended (SIGTERM)",
        > SignalBase and < SignalBase + 65 => string.Create(CultureInfo.InvariantCulture, $"was ended by signal {exitCode - SignalBase}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"ended with exit code {exitCode}"),
    };
}
