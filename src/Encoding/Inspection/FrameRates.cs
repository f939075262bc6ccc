using StreamVerse.Encoding.Inspection.Probing;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Encoding.Inspection;

/// <summary>Chooses the renditions' frame rate from the distances between the source's pictures.</summary>
internal static class FrameRates
{
    /// <summary>Rates of frames; of interlaced sources after doubling.</summary>
    private static readonly FrameRate[] Standard =
    [
        new(10, 1), new(12, 1), new(25, 2), new(15000, 1001), new(15, 1), new(20, 1), new(24000, 1001), new(24, 1), new(25, 1),
        new(30000, 1001), new(30, 1), new(48000, 1001), new(48, 1), new(50, 1), new(60000, 1001), new(60, 1),
        new(90, 1), new(100, 1), new(120000, 1001), new(120, 1), new(240000, 1001), new(240, 1),
    ];

    private const double MaxRate = EncodePlanner.MaxFramesPerSecond;
    private const double MinRate = AcceptedSources.MinFramesPerSecond;

    /// <summary>Two standard rates lie 0.1 % apart; the mean over many pictures tells them apart.</summary>
    private const double SnapTolerance = 0.005;

    /// <summary>A median of whole milliseconds is this far off at 60 frames a second.</summary>
    private const double CoarseSnapTolerance = 0.05;

    /// <summary>Interlaced rates above this are rates of fields already: each packet holds one field.</summary>
    private const double FieldsPerPacketRate = 40;

    /// <summary>The renditions' rate.</summary>
    public static FrameRate Choose(PacketIndex index, ScanType scan)
    {
        var source = Nominal(index);
        if (scan != ScanType.Progressive && source.FramesPerSecond < FieldsPerPacketRate)
        {
            source = Snap(2 * source.FramesPerSecond, SnapTolerance) ?? new FrameRate(2 * source.Numerator, source.Denominator);
        }

        while (source.FramesPerSecond > MaxRate)
        {
            // Whole fractions drop frames evenly: 120 becomes 60, 100 becomes 50.
            source = new FrameRate(source.Numerator, source.Denominator * 2);
        }

        return source.FramesPerSecond < MinRate ? new FrameRate((int)MinRate, 1) : source;
    }

    private static FrameRate Nominal(PacketIndex index)
    {
        var median = index.Intervals.Median();
        if (median == 0)
        {
            return new FrameRate(25, 1);
        }

        var tick = index.TimeBase.Value;
        var mean = (double)(index.LastPts - index.FirstPts) / index.Intervals.Total;
        var isConstant = index.Intervals.ShareNear(mean, Math.Max(1, mean * 0.02)) > 0.95;
        if (isConstant)
        {
            return Snap(1 / (mean * tick), SnapTolerance) ?? Whole(1 / (mean * tick));
        }

        // Variable: the usual distance is that of the rate it was captured at; longer ones are pictures left out.
        var usual = 1 / (median * tick);
        return Snap(usual, CoarseSnapTolerance) ?? Whole(Math.Clamp(usual, 30, MaxRate));
    }

    private static FrameRate? Snap(double rate, double tolerance)
    {
        var nearest = Standard.MinBy(standard => Math.Abs(standard.FramesPerSecond - rate));
        return Math.Abs(nearest.FramesPerSecond - rate) <= rate * tolerance ? nearest : null;
    }

    private static FrameRate Whole(double rate) => new((int)Math.Clamp(Math.Round(rate, MidpointRounding.AwayFromZero), 1, 1000), 1);
}
