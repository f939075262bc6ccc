using System.Diagnostics;
using System.Globalization;

namespace StreamVerse.Bench.Measuring;

/// <summary>How long the cores have worked for a process and its children (Linux).</summary>
internal static class ProcessorTime
{
    public static TimeSpan Of(int processId)
    {
        using var process = Process.GetProcessById(processId);
        var children = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/task/{processId}/children"));
        return children.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(process.TotalProcessorTime, (sum, child) => sum + Of(int.Parse(child, CultureInfo.InvariantCulture)));
    }
}
