namespace StreamVerse.Cluster.Control;

/// <summary>How many activations there are of a kind of grain.</summary>
/// <param name="Type">The kind.</param>
/// <param name="Total">In the whole cluster.</param>
/// <param name="BySilo">By the silo's address; silos without any are left out.</param>
internal sealed record GrainEntry(string Type, int Total, IReadOnlyDictionary<string, int> BySilo);
