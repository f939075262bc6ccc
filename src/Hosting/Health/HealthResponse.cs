namespace StreamVerse.Hosting.Health;

/// <summary>Answer of the health endpoints.</summary>
/// <param name="Status"><c>live</c>, <c>starting</c>, <c>started</c>, <c>ready</c> or <c>not-ready</c>.</param>
/// <param name="Faults">What is missing, for people.</param>
internal sealed record HealthResponse(string Status, IReadOnlyList<string> Faults);
