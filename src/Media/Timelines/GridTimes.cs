namespace StreamVerse.Media.Timelines;

/// <summary>
/// Times of the grid in whole microseconds, each border rounded once. A duration is the difference of two borders, so
/// however many durations are added up, the sum is right to the microsecond.
/// </summary>
internal static class GridTimes
{
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>When a frame begins; the end of the title for <see cref="SegmentGrid.FrameCount"/>.</summary>
    public static long FrameMicroseconds(this SegmentGrid grid, long frame) =>
        RoundedQuotient((Int128)frame * grid.FrameRate.Denominator * MicrosecondsPerSecond, grid.FrameRate.Numerator);

    /// <summary>When a video segment begins.</summary>
    public static long SegmentMicroseconds(this SegmentGrid grid, int segment) =>
        grid.FrameMicroseconds(grid.SegmentStartFrame(segment));

    /// <summary>When an audio segment begins.</summary>
    public static long AudioSegmentMicroseconds(this SegmentGrid grid, int segment) =>
        RoundedQuotient(
            (Int128)grid.AudioSegmentStartFrame(segment) * SegmentGrid.AudioFrameSamples * MicrosecondsPerSecond,
            SegmentGrid.AudioSampleRate);

    /// <summary>When a group of pictures begins; the end of the title for the one after the last.</summary>
    public static long GopMicroseconds(this SegmentGrid grid, int gop) =>
        grid.FrameMicroseconds(Math.Min(grid.FrameCount, (long)gop * grid.GopFrames));

    /// <summary>Groups of pictures in the first so many segments.</summary>
    public static int GopCount(this SegmentGrid grid, int segments) =>
        (int)((grid.SegmentStartFrame(segments) + grid.GopFrames - 1) / grid.GopFrames);

    private static long RoundedQuotient(Int128 dividend, long divisor) => (long)(((2 * dividend) + divisor) / (2 * (Int128)divisor));
}
