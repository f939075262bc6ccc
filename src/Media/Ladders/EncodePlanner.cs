using System.Collections.Immutable;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Ladders;

/// <summary>
/// Decides what is made of a source. A pure function, so that a job that is planned again after a crash, or on another
/// machine, ends with the same bytes.
/// </summary>
public static class EncodePlanner
{
    /// <summary>Frame rates above this are not encoded, in frames per second.</summary>
    public const int MaxFramesPerSecond = 60;

    private const int LargestTrickPlayShortSide = 480;
    private const int LargestTileSide = 240;

    /// <summary>Plans the renditions of a source.</summary>
    /// <param name="source">What inspection found.</param>
    /// <param name="options">The operator's choices; the defaults where <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or the source is one that inspection must refuse: no picture, no frames, more than 60 frames per second.</exception>
    public static EncodePlan Plan(SourceDescription source, EncodePlannerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= new EncodePlannerOptions();
        options.ThrowIfInvalid();
        ThrowIfUnusable(source.Video);

        // The place for further codecs: each gives its own rungs, with ids of its own (v720, v720-hevc), after these.
        var video = H264Ladder.Build(source.Video, options);
        var grid = new SegmentGrid(source.Video.OutputFrameRate, source.Video.OutputFrameCount);
        return new EncodePlan(
            grid with { SegmentsPerChunk = ChunkLength.Choose(grid, source.Video.PrerollSeconds + (source.Video.KeyIntervalSeconds / 2)) },
            video,
            AudioLadder.Build(source.Audio, options),
            SubtitleLadder.Build(source.Subtitles, options),
            Thumbnails(source.Video),
            TrickPlayRung(video).Id);
    }

    private static void ThrowIfUnusable(SourceVideoTrack video)
    {
        if (video.DisplayWidth < 2 || video.DisplayHeight < 2)
        {
            throw new ArgumentException($"The picture is {video.DisplayWidth}x{video.DisplayHeight}; both sides must be at least 2 pixels.");
        }

        if (video.OutputFrameCount < 1)
        {
            throw new ArgumentException($"The source has {video.OutputFrameCount} frames; at least 1 is needed.");
        }

        if (video.OutputFrameRate.FramesPerSecond > MaxFramesPerSecond)
        {
            throw new ArgumentException($"The output frame rate is {video.OutputFrameRate}; inspection must cap it at {MaxFramesPerSecond}.");
        }
    }

    private static VideoRung TrickPlayRung(ImmutableArray<VideoRung> video) =>
        video.LastOrDefault(rung => Math.Min(rung.Width, rung.Height) <= LargestTrickPlayShortSide) ?? video[0];

    private static ThumbnailLayout Thumbnails(SourceVideoTrack video)
    {
        var shape = new PictureShape(video.DisplayWidth, video.DisplayHeight);
        var (width, height) = shape.FitLongSide(LargestTileSide);
        return new ThumbnailLayout(width, height);
    }
}
