using System.Diagnostics;
using System.Globalization;

namespace StreamVerse.Bench.Measuring;

/// <summary>How long the cores have worked for a process (Linux).</summary>
internal static class ProcessorTime
{
    private const double TicksPerSecond = 100;
    private const int FirstFieldAfterName = 3;
    private const int ChildrenInUserMode = 16;
    private const int ChildrenInKernel = 17;

    /// <summary>For a process and its living children.</summary>
    public static TimeSpan Of(int processId)
    {
        using var process = Process.GetProcessById(processId);
        var children = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/task/{processId}/children"));
        return children.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(process.TotalProcessorTime, (sum, child) => sum + Of(int.Parse(child, CultureInfo.InvariantCulture)));
    }

    /// <summary>For a process and those of its children, and theirs, that have ended (proc(5), <c>/proc/pid/stat</c>).</summary>
    public static TimeSpan OfEnded(int processId)
    {
        var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        using var process = Process.GetProcessById(processId);
        return process.TotalProcessorTime + TimeSpan.FromSeconds((Field(ChildrenInUserMode) + Field(ChildrenInKernel)) / TicksPerSecond);

        double Field(int number) => double.Parse(fields[number - FirstFieldAfterName], CultureInfo.InvariantCulture);
    }
}
