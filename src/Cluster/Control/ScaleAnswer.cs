namespace StreamVerse.Cluster.Control;

/// <summary>What scaling came to.</summary>
/// <param name="Silos">How many silos there are.</param>
/// <param name="Workers">How many workers there are.</param>
/// <param name="Error">Why it was not done, for people.</param>
internal sealed record ScaleAnswer(int Silos, int Workers, string? Error);
