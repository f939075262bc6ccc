using StreamVerse.Media.Ladders;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Sources;

/// <summary>
/// What an uploaded file may be. Inspection refuses what is beyond; and a job refuses an inspection that claims it, since it
/// comes from a machine that opens files of strangers.
/// </summary>
public static class AcceptedSources
{
    /// <summary>Largest width and height of a decoded picture, in pixels.</summary>
    public const int MaxSide = 8192;

    /// <summary>Smallest width and height of a decoded picture, in pixels.</summary>
    public const int MinSide = 16;

    /// <summary>How often as wide as high a pixel may be, or as high as wide; beyond that it is a broken header.</summary>
    public const int MaxPixelAspect = 8;

    /// <summary>Lowest frame rate of the renditions, in frames per second; the highest is <see cref="EncodePlanner.MaxFramesPerSecond"/>.</summary>
    public const int MinFramesPerSecond = 10;

    /// <summary>Most audio tracks that are looked at, and as many subtitle tracks.</summary>
    public const int MaxTracks = 64;

    /// <summary>Longest title of a track, in characters.</summary>
    public const int MaxTitleLength = 200;

    /// <summary>Longest video or sound.</summary>
    public static readonly TimeSpan MaxDuration = TimeSpan.FromHours(24);

    /// <summary>The most frames that renditions of a rate may have: those of <see cref="MaxDuration"/>, and one for rounding.</summary>
    /// <param name="rate">The rate.</param>
    public static long MaxFrames(FrameRate rate) => (long)Math.Ceiling(MaxDuration.TotalSeconds * rate.FramesPerSecond) + 1;
}
