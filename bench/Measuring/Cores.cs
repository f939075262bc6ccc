using System.Globalization;
using StreamVerse.Bench.Servers;
using StreamVerse.Testing;

namespace StreamVerse.Bench.Measuring;

/// <summary>Says which core a process may use (Linux).</summary>
internal static class Cores
{
    /// <summary>The command line's beginning that keeps what follows on one core.</summary>
    /// <param name="core">The core, from 0.</param>
    public static IReadOnlyList<string> Only(int core) => ["taskset", "-c", Text(core)];

    /// <summary>Keeps a running process, its children and theirs on some cores, and all that they start.</summary>
    public static async Task PinAsync(int processId, IEnumerable<int> cores, CancellationToken cancellationToken)
    {
        var list = string.Join(',', cores.Select(Text));
        foreach (var process in ProcessTree.Descendants(processId).Select(static descendant => descendant.Id).Prepend(processId))
        {
            await Tool.RunAsync("taskset", ["-a", "-p", "-c", list, Text(process)], cancellationToken);
        }
    }

    /// <exception cref="InvalidOperationException">This machine has fewer.</exception>
    public static void Require(int cores)
    {
        if (Environment.ProcessorCount < cores)
        {
            throw new InvalidOperationException($"This is measured on {cores} cores; this machine has {Environment.ProcessorCount}.");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
