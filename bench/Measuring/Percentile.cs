namespace StreamVerse.Bench.Measuring;

/// <summary>What a part of all values is not above.</summary>
internal static class Percentile
{
    /// <param name="values">One or more, in any order.</param>
    /// <param name="share">The part, above 0 and up to 1.</param>
    public static double Of(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)Math.Ceiling(share * sorted.Length) - 1];
    }
}
