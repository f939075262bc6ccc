using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Tests.Timelines;

public sealed class SegmentGridTests
{
    [Property(Arbitrary = [typeof(Grids)])]
    public bool SegmentFrameCount_Summed_IsFrameCount(SegmentGrid grid) =>
        Enumerable.Range(0, grid.SegmentCount).Sum(segment => (long)grid.SegmentFrameCount(segment)) == grid.FrameCount;

    [Property(Arbitrary = [typeof(Grids)])]
    public bool SegmentFrameCount_EverySegment_IsFullExceptTheLastWhichHasAFrame(SegmentGrid grid) =>
        Enumerable.Range(0, grid.SegmentCount - 1).All(segment => grid.SegmentFrameCount(segment) == grid.SegmentFrames)
        && grid.SegmentFrameCount(grid.SegmentCount - 1) >= 1;

    [Property(Arbitrary = [typeof(Grids)])]
    public bool ChunkSegmentCount_Summed_IsSegmentCount(SegmentGrid grid) =>
        Enumerable.Range(0, grid.ChunkCount).Sum(grid.ChunkSegmentCount) == grid.SegmentCount;

    [Property(Arbitrary = [typeof(Grids)])]
    public bool ChunkStartFrame_EveryChunk_IsASegmentBorder(SegmentGrid grid) =>
        Enumerable.Range(0, grid.ChunkCount).All(chunk =>
            grid.ChunkStartFrame(chunk) == grid.SegmentStartFrame(chunk * grid.SegmentsPerChunk));

    [Property(Arbitrary = [typeof(Grids)])]
    public bool AudioSegmentStartFrame_EverySegment_IsWithinHalfAnAccessUnitOfTheVideo(SegmentGrid grid) =>
        Enumerable.Range(0, grid.SegmentCount).All(segment =>
        {
            // |a * 1024 / 48000 - k * den / num| <= 512 / 48000, in whole numbers.
            var audio = (Int128)grid.AudioSegmentStartFrame(segment) * SegmentGrid.AudioFrameSamples * grid.FrameRate.Numerator;
            var video = (Int128)grid.SegmentStartFrame(segment) * grid.FrameRate.Denominator * SegmentGrid.AudioSampleRate;
            return Int128.Abs(audio - video) <= (Int128)grid.FrameRate.Numerator * SegmentGrid.AudioFrameSamples / 2;
        });

    [Property(Arbitrary = [typeof(Grids)])]
    public bool AudioSegmentStartFrame_OverAllSegments_NeverFallsAndEndsAtTheLastAccessUnit(SegmentGrid grid) =>
        grid.AudioSegmentStartFrame(0) == 0
        && grid.AudioSegmentStartFrame(grid.SegmentCount) == grid.AudioFrameCount
        && Enumerable.Range(0, grid.SegmentCount).All(segment =>
            grid.AudioSegmentStartFrame(segment) <= grid.AudioSegmentStartFrame(segment + 1));

    [Property(Arbitrary = [typeof(Grids)])]
    public bool AudioSampleCount_AnyGrid_LastsAsLongAsTheVideoRoundedUpToASample(SegmentGrid grid)
    {
        var exact = (Int128)grid.FrameCount * grid.FrameRate.Denominator * SegmentGrid.AudioSampleRate;
        var samples = (Int128)grid.AudioSampleCount * grid.FrameRate.Numerator;
        return samples >= exact && samples - exact < grid.FrameRate.Numerator;
    }

    [Property(Arbitrary = [typeof(Grids)])]
    public bool Timescale_AnyFrameRate_IsAtLeastTenThousandAndDividesExactly(SegmentGrid grid) =>
        grid.Timescale >= 10_000
        && (long)grid.FrameDuration * grid.FrameRate.Numerator == (long)grid.Timescale * grid.FrameRate.Denominator;

    [Theory]
    [InlineData(24000, 1001, 48, 24000, 1001)]
    [InlineData(25, 1, 50, 25000, 1000)]
    [InlineData(30000, 1001, 60, 30000, 1001)]
    [InlineData(50, 1, 100, 50000, 1000)]
    [InlineData(60000, 1001, 120, 60000, 1001)]
    [InlineData(1, 4, 1, 10000, 40000)]
    public void Grid_KnownFrameRate_HasTheExpectedFigures(int numerator, int denominator, int gop, int timescale, int frame)
    {
        var grid = new SegmentGrid(new FrameRate(numerator, denominator), 1000);

        Assert.Equal((gop, timescale, frame), (grid.GopFrames, grid.Timescale, grid.FrameDuration));
    }

    [Fact]
    public void SegmentMicroseconds_TwoHoursOfFilm_SumToTheDuration()
    {
        var grid = new SegmentGrid(new FrameRate(24000, 1001), 172_627);

        var sum = Enumerable.Range(0, grid.SegmentCount).Sum(segment => grid.SegmentMicroseconds(segment + 1) - grid.SegmentMicroseconds(segment));

        Assert.Equal(grid.DurationSeconds, sum / 1e6, 1e-6);
        Assert.Equal(4_004_000, grid.SegmentMicroseconds(1));
    }

    internal static class Grids
    {
        private static readonly FrameRate[] s_rates =
        [
            new(24000, 1001), new(24, 1), new(25, 1), new(30000, 1001), new(30, 1), new(50, 1), new(60000, 1001), new(60, 1),
            new(15, 1), new(25, 2), new(1, 1), new(1, 4), new(10, 1), new(2997, 125), new(19001, 317),
        ];

        public static Arbitrary<SegmentGrid> Grid() =>
            (from rate in Gen.Elements(s_rates)
             from frames in Gen.Choose(1, 40_000)
             from chunk in Gen.Elements(1, 2, 4, 6, 8)
             select new SegmentGrid(rate, frames, chunk)).ToArbitrary();
    }
}
