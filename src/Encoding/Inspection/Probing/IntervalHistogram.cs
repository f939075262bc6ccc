namespace StreamVerse.Encoding.Inspection.Probing;

/// <summary>How often each distance between pictures occurs, in bounded memory.</summary>
internal sealed class IntervalHistogram
{
    private const int MaxDistinct = 8192;
    private readonly SortedDictionary<long, long> _counts = [];

    /// <summary>Distances counted.</summary>
    public long Total { get; private set; }

    /// <summary>Counts a distance, in ticks above 0.</summary>
    public void Add(long interval)
    {
        // Beyond the bound rare distances are left out: they can't move a median.
        if (_counts.TryGetValue(interval, out var count) || _counts.Count < MaxDistinct)
        {
            _counts[interval] = count + 1;
            Total++;
        }
    }

    /// <summary>The distance that half of all do not exceed; 0 where there are none.</summary>
    public long Median()
    {
        var remaining = (Total + 1) / 2;
        foreach (var (interval, count) in _counts)
        {
            remaining -= count;
            if (remaining <= 0)
            {
                return interval;
            }
        }

        return 0;
    }

    /// <summary>The share of distances within a tolerance of a length.</summary>
    /// <param name="length">Ticks.</param>
    /// <param name="tolerance">Ticks.</param>
    public double ShareNear(double length, double tolerance) => Total == 0
        ? 0
        : (double)_counts.Where(pair => Math.Abs(pair.Key - length) <= tolerance).Sum(pair => pair.Value) / Total;
}
