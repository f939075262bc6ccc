using System.Globalization;

namespace StreamVerse.Chaos.Tests.Reports;

/// <summary>The table at the end of the suite; all that was proven so far is also in <c>artifacts/figures/chaos.md</c>.</summary>
internal static class ChaosTable
{
    private const string Heads = "| fault | requests | a second | asked again | failed | not sent | p50 | p99 | slowest | longest gap | recovered after | invariants |";

    /// <summary>Makes it.</summary>
    public static string Of(string title, IEnumerable<FaultResult> results) => string.Join('\n',
    [
        $"## {title}", "", Heads, string.Concat(Enumerable.Repeat("|---", Heads.Count(static sign => sign == '|') - 1)) + "|", .. results.Select(Row), "",
    ]);

    private static string Row(FaultResult result)
    {
        var (load, latencies) = (result.Load, result.Load.Latencies);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {result.Name} | {latencies.Count} | {latencies.Count / load.Length.TotalSeconds:0} | {load.Repeats} | {load.Failures.Count} | {load.NotSent} | {Text(latencies.Quantile(0.5))} | {Text(latencies.Quantile(0.99))} | {Text(latencies.Slowest)} | {Text(load.LongestGap)} | {Text(result.RecoveredAfter)} | {(result.Broken.Count == 0 ? "hold" : $"{result.Broken.Count} BROKEN")} |");
    }

    private static string Text(TimeSpan time) => time.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
