using System.Collections.Immutable;

namespace StreamVerse.Media.Cmaf;

/// <summary>
/// How much buffer a decoder needs that is fed at a constant rate: every frame pours its bits into a bucket that leaks at
/// <see cref="BitsPerSecond"/>, and the highest level is the need (the leaky bucket of ISO/IEC 14496-10, annex C, for one
/// rate). It sums up a stretch of a rendition in a few numbers, and <see cref="Then"/> joins neighbouring stretches, so
/// chunks can be measured anywhere, in any order, and the whole title be judged from what they reported.
/// </summary>
/// <remarks>
/// Levels are in bits times <see cref="Timescale"/>, so nothing is rounded. A stretch turns the level x at its start into
/// max(x + Net, Floor) at its end, and reaches max(x + Rise, Peak) within.
/// </remarks>
/// <param name="BitsPerSecond">The rate: a rung's ceiling.</param>
/// <param name="Timescale">Ticks per second of the samples' durations.</param>
/// <param name="Net">Poured in less leaked out.</param>
/// <param name="Floor">Level at the end after an empty start.</param>
/// <param name="Rise">Highest rise above the level at the start.</param>
/// <param name="Peak">Highest level after an empty start.</param>
public readonly record struct LeakyBucket(long BitsPerSecond, int Timescale, long Net, long Floor, long Rise, long Peak)
{
    /// <summary>The highest level of a stretch that begins with an empty bucket, in seconds at <see cref="BitsPerSecond"/>.</summary>
    public double PeakSeconds => Peak / ((double)BitsPerSecond * Timescale);

    /// <summary>A stretch of no frames.</summary>
    /// <param name="bitsPerSecond">The rate, above 0.</param>
    /// <param name="timescale">Ticks per second, above 0.</param>
    public static LeakyBucket Empty(long bitsPerSecond, int timescale)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bitsPerSecond);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(timescale);
        return new LeakyBucket(bitsPerSecond, timescale, 0, 0, 0, 0);
    }

    /// <summary>Measures a chunk.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="bitsPerSecond">The rate, above 0.</param>
    public static LeakyBucket Measure(VideoChunk chunk, long bitsPerSecond)
    {
        ArgumentNullException.ThrowIfNull(chunk);
        var bucket = Empty(bitsPerSecond, chunk.Init.Timescale);
        foreach (var segment in chunk.Segments)
        {
            bucket = bucket.Add(segment.Samples);
        }

        return bucket;
    }

    /// <summary>This stretch with samples added at its end.</summary>
    /// <param name="samples">The samples in decode order.</param>
    public LeakyBucket Add(ImmutableArray<FragmentSample> samples)
    {
        var bucket = this;
        foreach (var sample in samples)
        {
            var poured = 8L * sample.Size * Timescale;
            var net = poured - (BitsPerSecond * sample.Duration);
            bucket = bucket.Then(new LeakyBucket(BitsPerSecond, Timescale, net, Math.Max(0, net), poured, poured));
        }

        return bucket;
    }

    /// <summary>This stretch and the one after it as one.</summary>
    /// <param name="next">The stretch after this one, of the same rate and timescale.</param>
    /// <exception cref="ArgumentException">The rates or timescales differ.</exception>
    public LeakyBucket Then(LeakyBucket next)
    {
        if ((next.BitsPerSecond, next.Timescale) != (BitsPerSecond, Timescale))
        {
            throw new ArgumentException("Only stretches of one rate and timescale can be joined", nameof(next));
        }

        return this with
        {
            Net = Net + next.Net,
            Floor = Math.Max(Floor + next.Net, next.Floor),
            Rise = Math.Max(Rise, Net + next.Rise),
            Peak = Math.Max(Math.Max(Peak, Floor + next.Rise), next.Peak),
        };
    }
}
