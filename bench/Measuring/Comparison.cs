namespace StreamVerse.Bench.Measuring;

/// <summary>Two things measured in turn.</summary>
/// <param name="Ours">Median of ours.</param>
/// <param name="Theirs">Median of theirs.</param>
/// <param name="Ratio">Median of the ratios of neighbours: what else the machine does meets both alike.</param>
internal sealed record Comparison(double Ours, double Theirs, double Ratio);
