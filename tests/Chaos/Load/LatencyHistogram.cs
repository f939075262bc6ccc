namespace StreamVerse.Chaos.Tests.Load;

/// <summary>Latencies in classes that each are a twentieth wider than the one before, from 0.1 ms to minutes.</summary>
internal sealed class LatencyHistogram
{
    private const double Growth = 1.05;
    private const double SmallestMilliseconds = 0.1;
    private readonly long[] _counts = new long[320];

    public long Count { get; private set; }

    public TimeSpan Slowest { get; private set; }

    public void Add(TimeSpan latency)
    {
        var place = (int)(Math.Log(Math.Max(latency.TotalMilliseconds / SmallestMilliseconds, 1)) / Math.Log(Growth));
        _counts[Math.Min(place, _counts.Length - 1)]++;
        Count++;
        Slowest = latency > Slowest ? latency : Slowest;
    }

    /// <summary>The latency that a share of all stayed below, up to a class's width; zero where there are none.</summary>
    /// <param name="share">0 to 1.</param>
    public TimeSpan Quantile(double share)
    {
        var wanted = (long)Math.Ceiling(share * Count);
        var seen = 0L;
        for (var place = 0; place < _counts.Length && wanted > 0; place++)
        {
            seen += _counts[place];
            if (seen >= wanted)
            {
                var upper = TimeSpan.FromMilliseconds(SmallestMilliseconds * Math.Pow(Growth, place + 1));
                return upper < Slowest ? upper : Slowest;
            }
        }

        return TimeSpan.Zero;
    }
}
