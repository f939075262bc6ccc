using System.Globalization;

namespace StreamVerse.Bench.Reporting;

/// <summary>The results as a Markdown table.</summary>
internal static class BarTable
{
    public const string Head = "| | what | ours | theirs | ratio | bar | | allocated | load |\n|---|---|---|---|---|---|---|---|---|";

    public static string Render(IEnumerable<BarRow> rows) => string.Join('\n', rows.Select(Line).Prepend(Head));

    public static string Line(BarRow row) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {row.Id} | {row.What} | {row.Ours} | {row.Theirs} | {(row.Ratio is { } ratio ? ratio.ToString("0.00", CultureInfo.InvariantCulture) : "-")} | {row.Bar} | {Verdict(row.IsMet)} | {row.Allocations} | {row.Load:0.0} |");

    private static string Verdict(bool? isMet) => isMet switch
    {
        true => "pass",
        false => "**miss**",
        null => "-",
    };

    /// <summary>The letter of the bar that a line of a table is of, or <see langword="null"/> where it is none.</summary>
    public static string? BarOf(string line) => line.Split('|') is [_, var id, ..] && id.Trim() is { Length: 1 } letter ? letter : null;
}
