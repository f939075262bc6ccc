namespace StreamVerse.Cluster.Control;

/// <summary>What is to be started anew, in this order.</summary>
/// <param name="Names">Names of processes or of their kinds, as <see cref="Programs.MemberNames"/> has them.</param>
internal sealed record RestartRequest(IReadOnlyList<string> Names);
