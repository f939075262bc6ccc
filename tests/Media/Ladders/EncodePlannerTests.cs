using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Tests.Ladders;

public sealed class EncodePlannerTests
{
    [Theory]
    [InlineData(1920, 1080, "640x360 854x480 1280x720 1920x1080")]
    [InlineData(1080, 1920, "360x640 480x854 720x1280 1080x1920")]
    [InlineData(1440, 810, "640x360 854x480 1440x810")]
    [InlineData(1600, 900, "640x360 854x480 1280x720 1600x900")]
    [InlineData(1920, 800, "864x360 1152x480 1920x800")]
    [InlineData(3840, 2160, "640x360 854x480 1280x720 1920x1080 2560x1440 3840x2160")]
    [InlineData(7680, 4320, "640x360 854x480 1280x720 1920x1080 2560x1440 3840x2160")]
    [InlineData(320, 240, "320x240")]
    [InlineData(853, 479, "642x360 852x478")]
    [InlineData(641, 361, "640x360")]
    [InlineData(176, 144, "176x144")]
    [InlineData(500, 500, "360x360 500x500")]
    [InlineData(2, 2, "2x2")]
    public void Plan_SourceOfASize_HasTheExpectedRungs(int width, int height, string expected)
    {
        var plan = EncodePlanner.Plan(Sources.Of(width, height));

        Assert.Equal(expected, string.Join(' ', plan.Video.Select(rung => $"{rung.Width}x{rung.Height}")));
    }

    [Property(Arbitrary = [typeof(Shapes)])]
    public bool Plan_AnySource_NeverUpscalesAndHasEvenAxes(SourceDescription source) =>
        EncodePlanner.Plan(source).Video.All(rung =>
            rung.Width <= source.Video.DisplayWidth && rung.Height <= source.Video.DisplayHeight
            && rung.Width % 2 == 0 && rung.Height % 2 == 0);

    [Property(Arbitrary = [typeof(Shapes)])]
    public bool Plan_AnySource_KeepsTheAspectWithinOnePerCent(SourceDescription source) =>
        EncodePlanner.Plan(source).Video.All(rung =>
        {
            // An even number of pixels can be one pixel off; below 100 pixels that alone is more than 1 %.
            var exact = (double)source.Video.DisplayWidth / source.Video.DisplayHeight;
            var error = Math.Abs(((double)rung.Width / rung.Height / exact) - 1);
            return error <= Math.Max(0.01, 2.0 / Math.Min(rung.Width, rung.Height));
        });

    [Property(Arbitrary = [typeof(Shapes)])]
    public bool Plan_AnySource_AscendsInSizeAndBitRateWithUniqueIds(SourceDescription source)
    {
        var video = EncodePlanner.Plan(source).Video;
        return video.Zip(video.Skip(1)).All(pair =>
                pair.First.Width < pair.Second.Width && pair.First.MaxBitsPerSecond < pair.Second.MaxBitsPerSecond)
            && video.Select(rung => rung.Id).Distinct().Count() == video.Length
            && video.All(rung => rung.Id == $"v{Math.Min(rung.Width, rung.Height)}");
    }

    [Property(Arbitrary = [typeof(Shapes)])]
    public bool Plan_AnySource_DeclaresALevelThatH264Allows(SourceDescription source) =>
        EncodePlanner.Plan(source).Video.All(rung => LevelTable.Allows(rung, source.Video.OutputFrameRate.FramesPerSecond));

    [Property(Arbitrary = [typeof(Shapes)])]
    public bool Plan_AnySource_HasEvenTilesNoLargerThan240(SourceDescription source)
    {
        var tile = EncodePlanner.Plan(source).Thumbnails;
        return tile.TileWidth is >= 2 and <= 240 && tile.TileHeight is >= 2 and <= 240 && tile.TileWidth % 2 == 0 && tile.TileHeight % 2 == 0;
    }

    [Theory]
    [InlineData(1920, 1080, 25, 1, "v360:30 v480:30 v720:31 v1080:40")]
    [InlineData(1920, 1080, 60, 1, "v360:31 v480:31 v720:32 v1080:42")]
    [InlineData(3840, 2160, 30000, 1001, "v360:30 v480:31 v720:31 v1080:40 v1440:50 v2160:51")]
    [InlineData(3840, 2160, 60000, 1001, "v360:31 v480:31 v720:32 v1080:42 v1440:51 v2160:52")]
    public void Plan_OrdinarySource_HasTheLeastLevels(int width, int height, int numerator, int denominator, string expected)
    {
        var plan = EncodePlanner.Plan(Sources.Of(width, height, new FrameRate(numerator, denominator)));

        Assert.Equal(expected, string.Join(' ', plan.Video.Select(rung => $"{rung.Id}:{rung.Level}")));
    }

    [Fact]
    public void Plan_SixtyFramesPerSecond_HasHalfAsHighACeilingAgain()
    {
        var slow = EncodePlanner.Plan(Sources.Of(1920, 1080, new FrameRate(30, 1))).Video;
        var fast = EncodePlanner.Plan(Sources.Of(1920, 1080, new FrameRate(60, 1))).Video;

        Assert.Equal([800_000, 1_400_000, 2_800_000, 5_000_000], slow.Select(rung => rung.MaxBitsPerSecond));
        Assert.Equal([1_200_000, 2_100_000, 4_200_000, 7_500_000], fast.Select(rung => rung.MaxBitsPerSecond));
    }

    [Fact]
    public void Plan_LongPanorama_ShrinksToWhatTheLevelCarries()
    {
        var rung = EncodePlanner.Plan(Sources.Of(16000, 1600)).Video[^1];

        Assert.True(rung.Width <= 8688, $"{rung.Width}x{rung.Height}");
        Assert.Equal(51, rung.Level);
    }

    [Theory]
    [InlineData(1920, 1080, "v480")]
    [InlineData(1080, 1920, "v480")]
    [InlineData(320, 240, "v240")]
    [InlineData(600, 580, "v480")]
    public void Plan_AnySource_PicksTheTrickPlayRung(int width, int height, string expected) =>
        Assert.Equal(expected, EncodePlanner.Plan(Sources.Of(width, height)).TrickPlayRungId);

    [Theory]
    [InlineData(1920, 1080, 240, 136)]
    [InlineData(1080, 1920, 136, 240)]
    [InlineData(640, 480, 240, 180)]
    [InlineData(120, 90, 120, 90)]
    public void Plan_AnySource_SizesTiles(int width, int height, int tileWidth, int tileHeight)
    {
        var tile = EncodePlanner.Plan(Sources.Of(width, height)).Thumbnails;

        Assert.Equal((tileWidth, tileHeight), (tile.TileWidth, tile.TileHeight));
    }

    [Fact]
    public void Plan_FrameRateAboveSixty_Throws() =>
        Assert.Throws<ArgumentException>(() => EncodePlanner.Plan(Sources.Of(640, 360, new FrameRate(120, 1))));

    [Fact]
    public void Plan_OptionsOutOfOrder_Throws() =>
        Assert.Throws<ArgumentException>(() => EncodePlanner.Plan(Sources.Of(640, 360), new EncodePlannerOptions { ShortSides = [720, 360] }));

    [Fact]
    public void Plan_LimitedShortSide_CapsTheTop()
    {
        var plan = EncodePlanner.Plan(Sources.Of(3840, 2160), new EncodePlannerOptions { MaxShortSide = 720 });

        Assert.Equal(["v360", "v480", "v720"], plan.Video.Select(rung => rung.Id));
    }

    internal static class Shapes
    {
        private static readonly FrameRate[] s_rates = [new(24000, 1001), new(25, 1), new(30, 1), new(50, 1), new(60, 1), new(5, 1)];

        public static Arbitrary<SourceDescription> Shape() =>
            (from width in Gen.Choose(100, 8200)
             from height in Gen.Choose(100, 4400)
             from rate in Gen.Elements(s_rates)
             select Sources.Of(width, height, rate)).ToArbitrary();
    }
}
