using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Cmaf;

/// <summary>Computes the bit rates of renditions from the lengths of their files. An init segment does not count.</summary>
public static class SegmentStatistics
{
    /// <summary>Bit rates of a video rendition.</summary>
    /// <param name="grid">The title's grid.</param>
    /// <param name="lengths">Bytes of the segments from the first on; at least one, at most all.</param>
    public static SegmentBitRates Video(SegmentGrid grid, ReadOnlySpan<long> lengths)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return Measure(lengths, Durations(lengths.Length, grid.SegmentCount, grid.SegmentMicroseconds));
    }

    /// <summary>Bit rates of an audio rendition.</summary>
    /// <param name="grid">The title's grid.</param>
    /// <param name="lengths">Bytes of the segments from the first on; at least one, at most all.</param>
    public static SegmentBitRates Audio(SegmentGrid grid, ReadOnlySpan<long> lengths)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return Measure(lengths, Durations(lengths.Length, grid.SegmentCount, grid.AudioSegmentMicroseconds));
    }

    /// <summary>Bit rates of an I-frame rendition.</summary>
    /// <param name="grid">The title's grid.</param>
    /// <param name="lengths">Bytes of the fragments, one a group of pictures, from the first on; at least one, at most all.</param>
    public static SegmentBitRates TrickPlay(SegmentGrid grid, ReadOnlySpan<long> lengths)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return Measure(lengths, Durations(lengths.Length, grid.GopCount(grid.SegmentCount), grid.GopMicroseconds));
    }

    /// <summary>Bit rates of any rendition. The target duration is that of the playlist: the longest duration, to the nearest second.</summary>
    /// <param name="lengths">Bytes of each segment; at least one.</param>
    /// <param name="seconds">Duration of each segment in seconds, not below 0, as many as <paramref name="lengths"/>.</param>
    /// <exception cref="ArgumentException">The counts differ or are 0.</exception>
    public static SegmentBitRates Measure(ReadOnlySpan<long> lengths, ReadOnlySpan<double> seconds)
    {
        if (lengths.IsEmpty || lengths.Length != seconds.Length)
        {
            throw new ArgumentException($"There must be as many durations ({seconds.Length}) as lengths ({lengths.Length}), at least one", nameof(seconds));
        }

        double longest = 0;
        double totalSeconds = 0;
        long totalBytes = 0;
        for (var i = 0; i < lengths.Length; i++)
        {
            longest = Math.Max(longest, seconds[i]);
            totalSeconds += seconds[i];
            totalBytes += lengths[i];
        }

        var target = Math.Max(1, Math.Round(longest, MidpointRounding.AwayFromZero));
        var average = Rate(totalBytes, totalSeconds);
        // A title shorter than half a target duration has no set to take the peak of.
        var peak = average;
        for (var first = 0; first < lengths.Length; first++)
        {
            long bytes = 0;
            double duration = 0;
            for (var last = first; last < lengths.Length; last++)
            {
                bytes += lengths[last];
                duration += seconds[last];
                if (duration > 1.5 * target)
                {
                    break;
                }

                peak = duration >= 0.5 * target ? Math.Max(peak, Rate(bytes, duration)) : peak;
            }
        }

        return new SegmentBitRates((long)Math.Ceiling(peak), (long)Math.Ceiling(average));
    }

    private static double Rate(long bytes, double seconds) => seconds > 0 ? 8 * bytes / seconds : 0;

    // The durations that the playlists give: from one start to the next.
    private static double[] Durations(int count, int most, Func<int, long> startMicroseconds)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, most);
        var seconds = new double[count];
        for (var i = 0; i < count; i++)
        {
            seconds[i] = (startMicroseconds(i + 1) - startMicroseconds(i)) / 1e6;
        }

        return seconds;
    }
}
