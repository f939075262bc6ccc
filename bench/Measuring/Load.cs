using System.Diagnostics;

namespace StreamVerse.Bench.Measuring;

/// <summary>Does things at once, over and over.</summary>
internal static class Load
{
    /// <param name="callers">What each caller does again and again.</param>
    /// <param name="duration">For how long.</param>
    /// <returns>How often it was done a second, by all together.</returns>
    public static async Task<double> PerSecondAsync(IReadOnlyList<Func<Task>> callers, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var calls = await Task.WhenAll(callers.Select(caller => Task.Run(async () =>
        {
            var count = 0;
            for (; watch.Elapsed < duration; count++)
            {
                await caller();
            }

            return count;
        })));
        return calls.Sum() / watch.Elapsed.TotalSeconds;
    }
}
