namespace StreamVerse.Bench;

/// <summary>How long and how often to measure.</summary>
/// <param name="Rounds">Rounds of each comparison, ours and theirs in turn.</param>
/// <param name="LoadTime">How long one round puts load on a server.</param>
/// <param name="TitleSeconds">Lengths of the sources of the title job.</param>
/// <param name="TitleHeight">Lines of the source of the title job.</param>
internal sealed record BenchOptions(int Rounds, TimeSpan LoadTime, IReadOnlyList<int> TitleSeconds, int TitleHeight);
