using System.Collections.Immutable;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Grains.Tests.Transcoding;

/// <summary>Sources as an inspection would describe them.</summary>
internal static class SampleSources
{
    /// <summary>44 s at 25 frames a second: three chunks of 16 s, the last of them shorter; with one audio and one subtitle track.</summary>
    public static SourceDescription ThreeChunks { get; } = Of(frames: 1100, isSilent: false);

    /// <summary>192 s of pictures, with one audio and one subtitle track: six chunks or more.</summary>
    public static SourceDescription SixChunks { get; } = Of(frames: 4800, isSilent: false);

    /// <summary>4 s of pictures alone: one chunk.</summary>
    public static SourceDescription Silent { get; } = Of(frames: 100, isSilent: true);

    /// <summary>44 s of pictures large enough for three rungs, v360 to v720, without sound.</summary>
    public static SourceDescription ThreeRungs { get; } = Of(frames: 1100, isSilent: true, width: 1280, height: 720);

    private static SourceDescription Of(long frames, bool isSilent, int width = 640, int height = 360) => new(
        "mov,mp4,m4a,3gp,3g2,mj2",
        1_000_000,
        0,
        new SourceVideoTrack(0, "h264", width, height, width, height, 0, new FrameRate(25, 1), frames, new Rational(1, 12800), 0, 60, ScanType.Progressive, DynamicRange.Sdr, 8, 0),
        isSilent ? [] : [new SourceAudioTrack(1, "aac", 2, "stereo", "en", null, true)],
        isSilent ? ImmutableArray<SourceSubtitleTrack>.Empty : [new SourceSubtitleTrack(2, "subrip", "en", null, false, false, false)],
        ["The file has a notice."]);
}
