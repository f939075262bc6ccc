using FsCheck.Xunit;
using StreamVerse.Media.Cmaf;

namespace StreamVerse.Media.Tests.Cmaf;

public sealed class LeakyBucketTests
{
    private const long Rate = 8_000;
    private const int Timescale = 10;

    [Fact]
    public void PeakSeconds_AConstantRate_IsOneFrame()
    {
        // 100 bytes every 0.1 s at 1000 bytes a second.
        var bucket = LeakyBucket.Empty(Rate, Timescale).Add([.. Enumerable.Repeat(Sample(100), 50)]);
        Assert.Equal(0.1, bucket.PeakSeconds, 12);
    }

    [Fact]
    public void PeakSeconds_ALargeFrameAmongSmallOnes_IsWhatItAddsToTheLevel()
    {
        var bucket = LeakyBucket.Empty(Rate, Timescale).Add([Sample(300), Sample(1000), Sample(0), Sample(0)]);
        // 300 poured, 100 leaked, 1000 poured: 1200 of 1000 bytes a second.
        Assert.Equal(1.2, bucket.PeakSeconds, 12);
    }

    [Property]
    public void Then_StretchesMeasuredApart_AreAsOneMeasuredWhole(ushort[] first, ushort[] second, ushort[] third)
    {
        var whole = Measure([.. first, .. second, .. third]);
        Assert.Equal(whole, Measure(first).Then(Measure(second)).Then(Measure(third)));
        Assert.Equal(whole, Measure(first).Then(Measure(second).Then(Measure(third))));

        double level = 0;
        double peak = 0;
        foreach (var size in first.Concat(second).Concat(third))
        {
            level += size;
            peak = Math.Max(peak, level);
            level = Math.Max(0, level - 100);
        }

        Assert.Equal(peak / 1000, whole.PeakSeconds, 9);
    }

    [Fact]
    public void Then_AnotherRate_IsRefused() =>
        Assert.Throws<ArgumentException>(() => LeakyBucket.Empty(Rate, Timescale).Then(LeakyBucket.Empty(Rate + 1, Timescale)));

    private static LeakyBucket Measure(ushort[] sizes) => LeakyBucket.Empty(Rate, Timescale).Add([.. sizes.Select(size => Sample(size))]);

    private static FragmentSample Sample(int size) => new(0, size, 1, 0, 0);
}
