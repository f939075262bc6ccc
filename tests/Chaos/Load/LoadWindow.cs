namespace StreamVerse.Chaos.Tests.Load;

/// <summary>What the clients saw in a span of time.</summary>
/// <param name="Length">How long it was.</param>
/// <param name="Latencies">Of all requests that were due in it, and have ended.</param>
/// <param name="Failures">Why those failed that did.</param>
/// <param name="Repeats">How often clients had to ask again.</param>
/// <param name="NotSent">How many were due and could not be sent.</param>
/// <param name="LongestGap">The longest span in which no silo gave a good answer.</param>
internal sealed record LoadWindow(TimeSpan Length, LatencyHistogram Latencies, IReadOnlyList<string> Failures, int Repeats, int NotSent, TimeSpan LongestGap);
