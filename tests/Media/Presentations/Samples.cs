using System.Collections.Immutable;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Tests.Presentations;

/// <summary>Titles that the rendering tests share.</summary>
internal static class Samples
{
    public static readonly FrameRate Film = new(24000, 1001);

    public static readonly VideoRendition Video360 = new("v360", 640, 360, "avc1.64001e", 800_000, 500_000);
    public static readonly VideoRendition Video720 = new("v720", 1280, 720, "avc1.64001f", 2_600_000, 1_700_000);
    public static readonly VideoRendition Video1080 = new("v1080", 1920, 1080, "avc1.640028", 5_000_000, 3_100_000);

    public static readonly AudioRendition EnglishStereo = new("a1-en-2ch", "en", "English", 2, "mp4a.40.2", 130_000, 128_000, true);
    public static readonly AudioRendition GermanStereo = new("a2-de-2ch", "de", "German", 2, "mp4a.40.2", 131_000, 127_000, false);
    public static readonly AudioRendition EnglishSurround = new("a1-en-6ch", "en", "English", 6, "mp4a.40.2", 390_000, 384_000, true);

    public static readonly SubtitleRendition English = new("s1-en", "en", "English", false, false, false);
    public static readonly SubtitleRendition EnglishSdh = new("s2-en", "en", "English (SDH)", false, false, true);
    public static readonly SubtitleRendition Forced = new("s3-de", "de", "German (forced)", false, true, false);

    /// <summary>A title with everything: 3 rungs, two languages, one of them in 5.1, three subtitle tracks.</summary>
    public static Presentation Rich(SegmentGrid? grid = null, int? playable = null)
    {
        grid ??= new SegmentGrid(Film, 24 * 61);
        return new Presentation(
            "1",
            grid,
            playable ?? grid.SegmentCount,
            playable is null,
            [Video360, Video720, Video1080],
            [EnglishStereo, GermanStereo, EnglishSurround],
            [English, EnglishSdh, Forced],
            new ThumbnailLayout(240, 136),
            new TrickPlayRendition("v360", 90_000, 60_000));
    }

    /// <summary>A title with pictures alone, 10 s at 25 frames a second.</summary>
    public static Presentation Silent(int? playable = null)
    {
        var grid = new SegmentGrid(new FrameRate(25, 1), 250);
        return new Presentation(
            "1", grid, playable ?? grid.SegmentCount, playable is null, [Video360], [], ImmutableArray<SubtitleRendition>.Empty, null, null);
    }
}
