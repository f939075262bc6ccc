using StreamVerse.Media.Cmaf;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Tests.Cmaf;

public sealed class SegmentStatisticsTests
{
    [Fact]
    public void Measure_SegmentsOfTheTarget_PeakIsTheLargest() =>
        Assert.Equal(new SegmentBitRates(6000, 4000), SegmentStatistics.Measure([1000, 3000, 2000], [4, 4, 4]));

    [Fact]
    public void Measure_AShortLastSegment_CountsOnlyWithItsNeighbour()
    {
        // The last lasts 1 s of a target of 4: its own 8000 bit/s are no peak, but with the 4 s before it 1500 bytes last 5 s.
        Assert.Equal(new SegmentBitRates(2400, 1778), SegmentStatistics.Measure([500, 500, 1000], [4, 4, 1]));
    }

    [Fact]
    public void Measure_ASingleShortSegment_HasItsOwnRateAsPeak() =>
        Assert.Equal(new SegmentBitRates(20_000, 20_000), SegmentStatistics.Measure([1000], [0.4]));

    [Fact]
    public void Measure_NothingOrAnotherCount_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => SegmentStatistics.Measure([], []));
        Assert.Throws<ArgumentException>(() => SegmentStatistics.Measure([1, 2], [4]));
    }

    [Fact]
    public void Grid_EachKind_TakesItsOwnDurations()
    {
        // 25 frames a second: segments of 100 frames, groups of 50; 130 frames are 5.2 s.
        var grid = new SegmentGrid(new FrameRate(25, 1), 130);
        Assert.Equal(new SegmentBitRates(1000, 962), SegmentStatistics.Video(grid, [500, 125]));
        Assert.Equal(new SegmentBitRates(1000, 1000), SegmentStatistics.Video(grid, [500]));
        Assert.Equal(500 * 8 / (188 * 1024 / 48000.0), SegmentStatistics.Audio(grid, [500]).PeakBitsPerSecond, 1.0);
        Assert.Equal(new SegmentBitRates(4000, 3077), SegmentStatistics.TrickPlay(grid, [1000, 500, 500]));
        Assert.Throws<ArgumentOutOfRangeException>(() => SegmentStatistics.Video(grid, [1, 2, 3]));
    }
}
