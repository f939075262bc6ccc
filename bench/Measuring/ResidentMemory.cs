using System.Globalization;

namespace StreamVerse.Bench.Measuring;

/// <summary>Memory that a process really holds (Linux).</summary>
internal static class ResidentMemory
{
    private const long Steady = 1 << 20;
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private const int MostLooks = 20;

    /// <summary>The most bytes that were resident since the process began; its children do not count.</summary>
    public static long PeakOf(int processId) => Read(processId, "VmHWM:");

    /// <summary>Bytes that are resident once they stay within a megabyte for a second, as the collector gives memory back little by little; after 20 s whatever there is.</summary>
    public static async Task<long> SettledOfAsync(int processId, CancellationToken cancellationToken)
    {
        var bytes = Read(processId, "VmRSS:");
        for (var look = 0; look < MostLooks; look++)
        {
            await Task.Delay(Look, cancellationToken);
            var now = Read(processId, "VmRSS:");
            if (Math.Abs(now - bytes) < Steady)
            {
                return now;
            }

            bytes = now;
        }

        return bytes;
    }

    private static long Read(int processId, string field) => File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/status"))
        .Where(line => line.StartsWith(field, StringComparison.Ordinal))
        .Select(line => long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) * 1024)
        .Single();
}
