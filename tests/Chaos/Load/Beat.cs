namespace StreamVerse.Chaos.Tests.Load;

/// <summary>A viewer's heartbeat and what came of it.</summary>
/// <param name="Viewer">Whose, from 0.</param>
/// <param name="BeganAt">When it was sent, as <see cref="System.Diagnostics.Stopwatch.GetTimestamp"/> has it.</param>
/// <param name="EndedAt">When the answer had come.</param>
/// <param name="Succeeded">Whether it was a success.</param>
/// <param name="Answer">The status, and what a failure says.</param>
internal sealed record Beat(int Viewer, long BeganAt, long EndedAt, bool Succeeded, string Answer);
