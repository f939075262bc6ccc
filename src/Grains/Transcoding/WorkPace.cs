namespace StreamVerse.Grains.Transcoding;

/// <summary>How fast items of each kind were done lately, to tell whose work drags.</summary>
internal sealed class WorkPace
{
    private const int Samples = 32;

    /// <summary>Fewer tell too little of what is usual.</summary>
    private const int MinSamples = 3;

    /// <summary>How many times the median an item may take.</summary>
    private const double Patience = 2;

    private readonly Dictionary<Type, Queue<double>> _paces = [];

    /// <summary>An item was done.</summary>
    /// <param name="kind">What kind of item.</param>
    /// <param name="weight">Its share of the work, in seconds of the title, above 0.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Add(Type kind, double weight, TimeSpan elapsed)
    {
        if (!_paces.TryGetValue(kind, out var paces))
        {
            _paces[kind] = paces = new Queue<double>();
        }

        paces.Enqueue(elapsed.TotalSeconds / weight);
        if (paces.Count > Samples)
        {
            paces.Dequeue();
        }
    }

    /// <summary>
    /// Whether an item has taken more than twice the median for one of its size, and somebody who began it anew would
    /// likely be done first.
    /// </summary>
    /// <param name="kind">What kind of item.</param>
    /// <param name="weight">Its share of the work.</param>
    /// <param name="elapsed">How long it has taken so far.</param>
    /// <param name="fraction">How far it is, 0 to 1.</param>
    public bool IsStraggling(Type kind, double weight, TimeSpan elapsed, double fraction)
    {
        if (!_paces.TryGetValue(kind, out var paces) || paces.Count < MinSamples)
        {
            return false;
        }

        var usual = Median(paces) * weight;
        var rest = fraction <= 0 ? double.PositiveInfinity : elapsed.TotalSeconds * (1 - fraction) / fraction;
        return elapsed.TotalSeconds > Patience * usual && rest > usual;
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
