using System.Globalization;

namespace StreamVerse.Chaos.Tests.Reports;

/// <summary>The table at the end of the suite, with reasons below it; all that was proven so far is also in <c>artifacts/figures/chaos.md</c>.</summary>
internal static class ChaosTable
{
    private const string Heads = "| fault | requests | a second | asked again | failed | not sent | p50 | p99 | slowest | longest gap | recovered after | invariants |";
    private const int ColumnsOfLoad = 10;

    /// <summary>Of each kind: the first tell what there is to know, and thousands may be alike.</summary>
    private const int MostReasons = 5;

    private const int LongestReason = 400;

    /// <summary>Makes it.</summary>
    /// <param name="title">What it is of.</param>
    /// <param name="results">Its rows.</param>
    /// <param name="atTheEnd">What did not hold when all was over.</param>
    public static string Of(string title, IReadOnlyCollection<FaultResult> results, IReadOnlyList<string> atTheEnd) => string.Join('\n',
    [
        $"## {title}", "", Heads, string.Concat(Enumerable.Repeat("|---", Heads.Count(static sign => sign == '|') - 1)) + "|", .. results.Select(Row), "", .. results.SelectMany(Reasons), .. First("at the end", "BROKEN", atTheEnd), "",
    ]);

    /// <summary>Why requests failed, and what does not hold; a line each.</summary>
    public static IEnumerable<string> Reasons(FaultResult result) =>
    [
        .. First(result.Name, "failed", result.Load.Failures),
        .. First(result.Name, "BROKEN", result.Broken),
    ];

    private static string Row(FaultResult result)
    {
        if (result.MissingReason is { } reason)
        {
            return $"| {result.Name} {string.Concat(Enumerable.Repeat("| ", ColumnsOfLoad))}| not tried: {reason} |";
        }

        var (load, latencies) = (result.Load, result.Load.Latencies);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {result.Name} | {latencies.Count} | {latencies.Count / load.Length.TotalSeconds:0} | {load.Repeats} | {load.Failures.Count} | {load.NotSent} | {Text(latencies.Quantile(0.5))} | {Text(latencies.Quantile(0.99))} | {Text(latencies.Slowest)} | {Text(load.LongestGap)} | {Text(result.RecoveredAfter)} | {(result.Broken.Count == 0 ? "hold" : $"{result.Broken.Count} BROKEN")} |");
    }

    private static IEnumerable<string> First(string name, string kind, IReadOnlyList<string> reasons)
    {
        foreach (var reason in reasons.Take(MostReasons))
        {
            var line = reason.ReplaceLineEndings(" ");
            yield return $"- {name}: {kind}: {(line.Length <= LongestReason ? line : line[..LongestReason])}";
        }

        if (reasons.Count > MostReasons)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"- {name}: {kind}: and {reasons.Count - MostReasons} more");
        }
    }

    private static string Text(TimeSpan time) => time.TotalSeconds < 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
