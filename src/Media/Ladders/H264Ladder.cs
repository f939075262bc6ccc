using System.Collections.Immutable;
using System.Globalization;
using StreamVerse.Media.Sources;

namespace StreamVerse.Media.Ladders;

/// <summary>The H.264 rungs of a source: its own size on top, and below it the ordinary sizes that are notably smaller.</summary>
internal static class H264Ladder
{
    /// <summary>
    /// An ordinary rung at this part of the top rung's short side, or above, is left out: the viewer would see no
    /// difference, and the encode is not free. (810 lines: 360, 480, 810. 900 lines: 360, 480, 720, 900.)
    /// </summary>
    private const double NearDuplicate = 0.85;

    /// <summary>The size of the rate control's buffer, in seconds at the ceiling.</summary>
    private const double BufferSeconds = 1.5;

    /// <summary>The bit rate ceiling that suits a picture of so many pixels at up to 30 frames per second; between the points, in proportion.</summary>
    private static readonly (int Pixels, int BitsPerSecond)[] s_ceilings =
    [
        (0, 0),
        (640 * 360, 800_000),
        (854 * 480, 1_400_000),
        (1280 * 720, 2_800_000),
        (1920 * 1080, 5_000_000),
        (2560 * 1440, 9_000_000),
        (3840 * 2160, 16_000_000),
        (4096 * 2304, 18_000_000),
    ];

    public static ImmutableArray<VideoRung> Build(SourceVideoTrack video, EncodePlannerOptions options)
    {
        var shape = new PictureShape(video.DisplayWidth, video.DisplayHeight);
        var framesPerSecond = video.OutputFrameRate.FramesPerSecond;
        var top = TopShortSide(shape, framesPerSecond, options.MaxShortSide);
        return
        [
            .. options.ShortSides
                .Where(side => side < top * NearDuplicate)
                .Append(top)
                .Select(side => Rung(shape, side, framesPerSecond, options)),
        ];
    }

    /// <summary>The bit rate ceiling of a picture size: more for more pixels and, above 30 frames per second, half as much again at 60.</summary>
    internal static int MaxBitsPerSecond(int width, int height, double framesPerSecond)
    {
        const int step = 10_000;
        const int least = 150_000;
        var pixels = (long)width * height;
        var upper = Array.FindIndex(s_ceilings, point => point.Pixels >= pixels);
        var bits = (double)s_ceilings[^1].BitsPerSecond;
        if (upper > 0)
        {
            var (from, to) = (s_ceilings[upper - 1], s_ceilings[upper]);
            bits = from.BitsPerSecond
                + ((double)(pixels - from.Pixels) * (to.BitsPerSecond - from.BitsPerSecond) / (to.Pixels - from.Pixels));
        }

        bits *= 1 + (Math.Max(0, framesPerSecond - 30) / 60);
        return Math.Max(least, (int)Math.Round(bits / step, MidpointRounding.AwayFromZero) * step);
    }

    /// <summary>The source's own short side, unless that is above the limit or beyond what H.264 level 5.2 can carry (panoramas).</summary>
    private static int TopShortSide(PictureShape shape, double framesPerSecond, int limit)
    {
        var side = Math.Min(shape.EvenShortSide, limit);
        while (side > 2)
        {
            var (width, height) = shape.FitShortSide(side);
            if (LevelOf(width, height, framesPerSecond) is not null)
            {
                break;
            }

            side -= 2;
        }

        return side;
    }

    private static VideoRung Rung(PictureShape shape, int shortSide, double framesPerSecond, EncodePlannerOptions options)
    {
        var (width, height) = shape.FitShortSide(shortSide);
        var level = LevelOf(width, height, framesPerSecond)
            ?? throw new ArgumentException($"A picture of {shape.Width}x{shape.Height} is too long and thin for any H.264 level.");
        return new VideoRung(
            string.Create(CultureInfo.InvariantCulture, $"v{shortSide}"),
            width,
            height,
            options.Encoder,
            options.Preset,
            "high",
            level.Number,
            QualityOf(shortSide),
            MaxBitsPerSecond(width, height, framesPerSecond));
    }

    private static H264Level? LevelOf(int width, int height, double framesPerSecond)
    {
        var bits = MaxBitsPerSecond(width, height, framesPerSecond);
        return H264Level.Least(width, height, framesPerSecond, bits, (long)(bits * BufferSeconds));
    }

    /// <summary>Small pictures are magnified on the viewer's screen, so their flaws are too.</summary>
    private static double QualityOf(int shortSide) => shortSide switch
    {
        <= 480 => 21,
        <= 1080 => 22,
        _ => 23,
    };
}
