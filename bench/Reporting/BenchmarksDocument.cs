using System.Globalization;

namespace StreamVerse.Bench.Reporting;

/// <summary>The page with the figures. Only what stands between the markers is ours; bars that were not measured keep their lines.</summary>
internal static class BenchmarksDocument
{
    private const string Begin = "<!-- figures: written by ./streamverse bench -->";
    private const string End = "<!-- end of figures -->";

    public static void Update(FileInfo document, IReadOnlyList<BarRow> rows, DateOnly date)
    {
        var text = document.Exists ? File.ReadAllText(document.FullName) : $"# Benchmarks\n\n{Begin}\n{End}\n";
        var begin = text.IndexOf(Begin, StringComparison.Ordinal);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin)
        {
            throw new InvalidDataException($"{document.FullName} lacks the markers '{Begin}' and '{End}': add them where the table shall stand.");
        }

        var measured = rows.Select(row => row.Id).ToHashSet();
        var lines = text[(begin + Begin.Length)..end].Split('\n')
            .Where(line => BarTable.BarOf(line) is { } bar && !measured.Contains(bar))
            .Concat(rows.Select(BarTable.Line))
            .OrderBy(BarTable.BarOf, StringComparer.Ordinal);
        var figures = string.Create(
            CultureInfo.InvariantCulture,
            $"{Begin}\nLast run {date:yyyy-MM-dd}: `./streamverse bench {string.Join(' ', measured)}` on {Machine.Describe()}.\n\n{BarTable.Head}\n{string.Join('\n', lines)}\n");
        Directory.CreateDirectory(document.DirectoryName!);
        File.WriteAllText(document.FullName, text[..begin] + figures + text[end..]);
    }
}
