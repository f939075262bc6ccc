using System.Globalization;
using StreamVerse.Bench.Bars;
using StreamVerse.Bench.Reporting;

namespace StreamVerse.Bench;

/// <summary>Measures bars one after the other and reports each as soon as it is known.</summary>
internal static class BenchRun
{
    private const int Missed = 1;

    /// <returns>0 when every bar is met.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<IBar> bars, BenchOptions options, FileInfo document, CancellationToken cancellationToken)
    {
        // The driver and the servers share the cores; figures are only comparable on one machine.
        Console.WriteLine($"{Machine.Describe()}");
        var rows = new List<BarRow>();
        foreach (var bar in bars)
        {
            var loadBefore = Machine.LoadAverage();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"({bar.Id}) {bar.Name}  [load {loadBefore:0.0}]"));
            foreach (var result in await bar.MeasureAsync(options, cancellationToken))
            {
                rows.Add(result with { Load = loadBefore });
                Console.WriteLine("    " + BarTable.Line(rows[^1]));
            }

            // Half an hour's figures must not go with a later bar that cannot be measured.
            BenchmarksDocument.Update(document, rows, DateOnly.FromDateTime(DateTime.UtcNow));
        }

        Console.WriteLine();
        Console.WriteLine(BarTable.Render(rows));
        return rows.TrueForAll(row => row.IsMet != false) ? 0 : Missed;
    }
}
