using System.Diagnostics;

namespace StreamVerse.Chaos.Tests.Load;

/// <summary>How one request ended.</summary>
/// <param name="DueAt">When it was due (a <see cref="Stopwatch"/> timestamp).</param>
/// <param name="Latency">From then to its answer, the wait for a free place and all repeats included.</param>
/// <param name="Repeats">How often the client had to ask again: 503 with <c>Retry-After</c>, or a connection that broke.</param>
/// <param name="AsksGrains">Whether a silo must answer: playlists are answered by gateways alone.</param>
/// <param name="Failure">Why it failed in the end; <see langword="null"/> when it did not.</param>
internal sealed record Outcome(long DueAt, TimeSpan Latency, int Repeats, bool AsksGrains, string? Failure)
{
    /// <summary>When its answer came (a <see cref="Stopwatch"/> timestamp).</summary>
    public long EndedAt => DueAt + (long)(Latency.TotalSeconds * Stopwatch.Frequency);
}
