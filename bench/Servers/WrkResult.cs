namespace StreamVerse.Bench.Servers;

/// <summary>What wrk saw.</summary>
/// <param name="PerSecond">Requests answered in a second.</param>
/// <param name="Requests">Requests answered in all.</param>
/// <param name="MedianMilliseconds">Half of the answers took no longer.</param>
/// <param name="SlowMilliseconds">99 of a hundred answers took no longer.</param>
internal sealed record WrkResult(double PerSecond, int Requests, double MedianMilliseconds, double SlowMilliseconds);
