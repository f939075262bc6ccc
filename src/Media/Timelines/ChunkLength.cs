namespace StreamVerse.Media.Timelines;

/// <summary>
/// Chooses how many segments a chunk of a title has. Long chunks waste little: each begins with a preroll that is decoded
/// for nothing. Short ones let more slots share a short title, and leave fewer of them idle while the last chunk is made.
/// A pure function of the title, so that two machines, whatever they have, end with the same bytes.
/// </summary>
public static class ChunkLength
{
    /// <summary>What decoding costs of what making all rungs costs, about: measured between 0.05 and 0.15.</summary>
    private const double DecodeShare = 0.1;

    /// <summary>What a chunk costs beside its frames (a process, opening the source), in seconds of the title that could be made meanwhile, about.</summary>
    private const double Overhead = 0.4;

    /// <summary>Lengths whose groups of pictures fill whole rows of a sprite sheet, the longest first.</summary>
    private static readonly int[] s_candidates = [8, 6, 4, 2, 1];

    /// <summary>The machines to be fast on, by their slots; 1 stands for the work in all.</summary>
    private static readonly int[] s_slots = [1, 2, 4];

    /// <summary>Chooses the length with which the title costs least: the time that all slots are kept, summed up over machines of 1, 2 and 4 slots.</summary>
    /// <param name="grid">The title's timeline; its own chunk length plays no part.</param>
    /// <param name="prerollSeconds">What is decoded for nothing ahead of a chunk, on average, in seconds, 0 or more.</param>
    /// <returns>Segments in a chunk: 1, 2, 4, 6 or 8; the longest of those that are as good.</returns>
    public static int Choose(SegmentGrid grid, double prerollSeconds)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentOutOfRangeException.ThrowIfNegative(prerollSeconds);
        return s_candidates.MinBy(segments => Cost(grid with { SegmentsPerChunk = segments }, prerollSeconds));
    }

    private static double Cost(SegmentGrid grid, double prerollSeconds) => s_slots.Sum(slots => slots * Makespan(grid, prerollSeconds, slots));

    /// <summary>How long all chunks take, in seconds of the title, where whoever is free takes the next.</summary>
    private static double Makespan(SegmentGrid grid, double prerollSeconds, int slots)
    {
        var free = new PriorityQueue<double, double>(Enumerable.Repeat((0.0, 0.0), slots));
        var end = 0.0;
        for (var chunk = 0; chunk < grid.ChunkCount; chunk++)
        {
            var done = free.Dequeue() + Seconds(grid, chunk, prerollSeconds);
            free.Enqueue(done, done);
            end = Math.Max(end, done);
        }

        return end;
    }

    private static double Seconds(SegmentGrid grid, int chunk, double prerollSeconds)
    {
        var start = grid.ChunkStartFrame(chunk) / grid.FrameRate.FramesPerSecond;
        var length = (grid.ChunkStartFrame(chunk + 1) / grid.FrameRate.FramesPerSecond) - start;
        return length + Overhead + (DecodeShare * Math.Min(start, prerollSeconds));
    }
}
