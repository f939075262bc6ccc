using StreamVerse.Media.Sources;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Tests.Ladders;

/// <summary>Sources that the planning tests share.</summary>
internal static class Sources
{
    public static SourceDescription Of(int width, int height, FrameRate? rate = null) => new(
        "mov,mp4,m4a,3gp,3g2,mj2",
        1_000_000,
        0,
        new SourceVideoTrack(
            0, "h264", width, height, width, height, 0, rate ?? new FrameRate(25, 1), 500, new Rational(1, 12800), 0, 2, ScanType.Progressive, DynamicRange.Sdr, 8, 0),
        [],
        [],
        []);

    public static SourceAudioTrack Audio(int index, int channels, string language, string? title = null, bool isDefault = false) =>
        new(index, "aac", channels, "", language, title, isDefault);

    public static SourceSubtitleTrack Subtitle(int index, string language, string? title = null, bool isDefault = false, bool isForced = false, bool isSdh = false) =>
        new(index, "subrip", language, title, isDefault, isForced, isSdh);
}
