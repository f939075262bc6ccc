namespace StreamVerse.Cluster.Control;

/// <summary>A step of a restart.</summary>
/// <param name="Line">What was done, for people.</param>
/// <param name="IsFault">Whether it went wrong: nothing more follows, and what was not restarted yet runs as before.</param>
internal sealed record RestartStep(string Line, bool IsFault = false);
