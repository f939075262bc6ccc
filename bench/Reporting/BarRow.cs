namespace StreamVerse.Bench.Reporting;

/// <summary>One line of the table.</summary>
/// <param name="Id">The bar's letter; several rows may share one.</param>
/// <param name="What">What was measured.</param>
/// <param name="Ours">Our figure, with its unit.</param>
/// <param name="Theirs">The yardstick's figure, with its unit; a dash where the bar is absolute.</param>
/// <param name="Ratio">Ours over theirs, or <see langword="null"/>.</param>
/// <param name="Bar">What is to be reached; a dash where the figure is only told.</param>
/// <param name="IsMet">Whether it is; <see langword="null"/> where there is nothing to be reached.</param>
/// <param name="Allocations">Managed bytes, per operation.</param>
internal sealed record BarRow(string Id, string What, string Ours, string Theirs, double? Ratio, string Bar, bool? IsMet, string Allocations)
{
    /// <summary>The machine's load average before the measurement, which others share.</summary>
    public double Load { get; init; }
}
