using StreamVerse.Storage.Clocks;

namespace StreamVerse.Storage.Relational;

/// <summary>The clock of the database's server.</summary>
/// <param name="store">The database.</param>
/// <param name="clock">This machine's clock.</param>
internal sealed class RelationalClock(IRelationalStore store, TimeProvider clock) : IStoreClock
{
    /// <summary>The quickest answer tells the most: what came before it may have waited for a connection.</summary>
    private const int Samples = 3;

    /// <summary>Half of this is how far off a comparison may be.</summary>
    private static readonly TimeSpan LongestRoundTrip = TimeSpan.FromSeconds(1);

    public async Task<TimeSpan?> MeasureSkewAsync(CancellationToken cancellationToken)
    {
        if (store.Dialect.Now is not { } now)
        {
            // Its clock is this machine's.
            return TimeSpan.Zero;
        }

        TimeSpan? skew = null;
        var quickest = LongestRoundTrip;
        for (var sample = 0; sample < Samples; sample++)
        {
            var sent = clock.GetTimestamp();
            var there = await store.QueryAsync($"SELECT {now}", [], reader => store.Dialect.ReadTime(reader, 0), cancellationToken);
            var took = clock.GetElapsedTime(sent);
            if (took <= quickest)
            {
                (quickest, skew) = (took, clock.GetUtcNow() - (took / 2) - there[0]);
            }
        }

        return skew;
    }
}
