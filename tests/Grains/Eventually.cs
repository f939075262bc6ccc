namespace StreamVerse.Grains.Tests;

/// <summary>Waits for what happens in the background, up to a deadline.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <summary>Asks again and again until the answer is the expected one.</summary>
    public static async Task<T> BecomesAsync<T>(Func<Task<T>> ask, Func<T, bool> isExpected, string what)
    {
        var start = TimeProvider.System.GetTimestamp();
        T last;
        do
        {
            last = await ask();
            if (isExpected(last))
            {
                return last;
            }

            await Task.Delay(Interval, TestContext.Current.CancellationToken);
        }
        while (TimeProvider.System.GetElapsedTime(start) < Deadline);

        Assert.Fail($"{what}: not within {Deadline.TotalSeconds} s; the last answer was {last}.");
        return last;
    }

    public static Task HoldsAsync(Func<Task<bool>> ask, string what) => BecomesAsync(ask, static isTrue => isTrue, what);
}
