namespace StreamVerse.Gateway.Administration;

/// <summary>How many activations there are of a kind of grain.</summary>
/// <param name="Type">The grain's class, without its namespace.</param>
/// <param name="Total">In the whole cluster.</param>
/// <param name="BySilo">By the silo's address; silos without any are left out.</param>
internal sealed record GrainActivations(string Type, int Total, IReadOnlyDictionary<string, int> BySilo);
