using System.Globalization;

namespace StreamVerse.Bench.Measuring;

/// <summary>Memory that a process really holds (Linux).</summary>
internal static class ResidentMemory
{
    /// <summary>The most bytes that were resident since the process began; its children do not count.</summary>
    public static long PeakOf(int processId) => File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/status"))
        .Where(line => line.StartsWith("VmHWM:", StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024)
        .Single();
}
