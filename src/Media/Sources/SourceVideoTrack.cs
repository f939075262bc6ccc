using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Sources;

/// <summary>The video track of a source, measured on its packets and first decoded frames.</summary>
/// <param name="StreamIndex">Index of the stream in the file.</param>
/// <param name="Codec">ffmpeg's codec name, for example <c>hevc</c>.</param>
/// <param name="CodedWidth">Width of a decoded picture in pixels, before rotation and aspect correction.</param>
/// <param name="CodedHeight">Height of a decoded picture in pixels, before rotation and aspect correction.</param>
/// <param name="DisplayWidth">Width in square pixels as a viewer sees it: after rotation and pixel aspect ratio.</param>
/// <param name="DisplayHeight">Height in square pixels as a viewer sees it: after rotation and pixel aspect ratio.</param>
/// <param name="RotationDegrees">Clockwise rotation to apply for display: 0, 90, 180 or 270.</param>
/// <param name="OutputFrameRate">Frame rate of the renditions: the source's nominal rate (twice that of interlaced frames, as fields become frames), at most 60.</param>
/// <param name="OutputFrameCount">Frames of the renditions at <paramref name="OutputFrameRate"/>, above 1.</param>
/// <param name="TimeBase">Seconds per tick of the track's timestamps.</param>
/// <param name="FirstPts">Timestamp of the first decoded frame, in ticks of <paramref name="TimeBase"/>.</param>
/// <param name="PrerollSeconds">How far ahead of a wanted frame to seek, in seconds, so that decoding is exact from that frame on. The seek lands on a key frame at or before that, at most a <see cref="KeyIntervalSeconds"/> earlier.</param>
/// <param name="ScanType">Whether pictures are whole frames or two fields.</param>
/// <param name="DynamicRange">Transfer characteristics of the pictures.</param>
/// <param name="BitDepth">Bits per colour sample, 8 to 16.</param>
/// <param name="BitsPerSecond">Average bit rate of the track, 0 where unknown.</param>
public sealed record SourceVideoTrack(
    int StreamIndex,
    string Codec,
    int CodedWidth,
    int CodedHeight,
    int DisplayWidth,
    int DisplayHeight,
    int RotationDegrees,
    FrameRate OutputFrameRate,
    long OutputFrameCount,
    Rational TimeBase,
    long FirstPts,
    double PrerollSeconds,
    ScanType ScanType,
    DynamicRange DynamicRange,
    int BitDepth,
    long BitsPerSecond)
{
    /// <summary>Longest time from one key frame to the next, in seconds; 0 where it was not measured.</summary>
    public double KeyIntervalSeconds { get; init; }

    /// <summary>How brightness and colour differences make up red, green and blue, as ffmpeg names the matrix (<c>bt709</c>, <c>bt601</c>, <c>bt2020</c>).</summary>
    public string ColourMatrix { get; init; } = "bt709";

    /// <summary>Whether samples use the full range of their bits (JPEG, phones) and not the limited range of television.</summary>
    public bool IsFullRange { get; init; }
}
