using System.Text.Json.Serialization;

namespace StreamVerse.Media.Timelines;

/// <summary>
/// The one timeline that everything of a title is cut on: frames ("ticks"), groups of pictures of about 2 s, segments
/// of two such groups (about 4 s) and chunks of a few segments. All of it follows from three numbers, so workers,
/// packager and playlists agree on every border without talking to each other.
/// </summary>
/// <param name="FrameRate">Frames per second of every video rendition.</param>
/// <param name="FrameCount">Frames of the whole title, above 0.</param>
/// <param name="SegmentsPerChunk">
/// Segments in a chunk (all but the last chunk): 1, 2, 4, 6 or 8. Shorter ones let more workers share a short title, see
/// <see cref="ChunkLength"/>; no border of a segment depends on it. 8 where it was stored before there was a choice.
/// </param>
public sealed record SegmentGrid(FrameRate FrameRate, long FrameCount, int SegmentsPerChunk = SegmentGrid.LongestChunk)
{
    /// <summary>The most segments in a chunk: about 32 s.</summary>
    public const int LongestChunk = 8;

    /// <summary>Groups of pictures in a segment: it begins with an IDR picture and has another in its middle.</summary>
    public const int GopsPerSegment = 2;

    /// <summary>Sample rate of every audio rendition, in hertz.</summary>
    public const int AudioSampleRate = 48_000;

    /// <summary>Samples in one AAC access unit (ISO/IEC 14496-3).</summary>
    public const int AudioFrameSamples = 1024;

    /// <summary>Frames from one IDR picture to the next, about 2 s.</summary>
    [JsonIgnore]
    public int GopFrames => (int)Math.Max(1, Math.Round(2.0 * FrameRate.Numerator / FrameRate.Denominator, MidpointRounding.AwayFromZero));

    /// <summary>Frames in a segment (all but the last), about 4 s.</summary>
    [JsonIgnore]
    public int SegmentFrames => GopsPerSegment * GopFrames;

    /// <summary>Frames in a chunk (all but the last).</summary>
    [JsonIgnore]
    public int ChunkFrames => SegmentsPerChunk * SegmentFrames;

    /// <summary>Groups of pictures in a whole chunk, and so tiles of a sprite sheet.</summary>
    [JsonIgnore]
    public int GopsPerChunk => GopsPerSegment * SegmentsPerChunk;

    /// <summary>Ticks per second of the video tracks: the frame rate's numerator, times ten until it is at least 10,000.</summary>
    [JsonIgnore]
    public int Timescale => FrameRate.Numerator * Scale;

    /// <summary>Duration of one frame in units of <see cref="Timescale"/>; always whole, so no rounding error can grow.</summary>
    [JsonIgnore]
    public int FrameDuration => FrameRate.Denominator * Scale;

    /// <summary>Segments of the title; the last one may be shorter.</summary>
    [JsonIgnore]
    public int SegmentCount => (int)((FrameCount + SegmentFrames - 1) / SegmentFrames);

    /// <summary>Chunks of the title; the last one may be shorter.</summary>
    [JsonIgnore]
    public int ChunkCount => (int)((FrameCount + ChunkFrames - 1) / ChunkFrames);

    /// <summary>Duration of the whole title in seconds.</summary>
    [JsonIgnore]
    public double DurationSeconds => FrameCount * (double)FrameRate.Denominator / FrameRate.Numerator;

    /// <summary>Samples of a whole audio rendition: as long as the video, rounded up to a sample.</summary>
    [JsonIgnore]
    public long AudioSampleCount => CeilDivide((Int128)FrameCount * FrameRate.Denominator * AudioSampleRate, FrameRate.Numerator);

    /// <summary>AAC access units of a whole audio rendition.</summary>
    [JsonIgnore]
    public long AudioFrameCount => CeilDivide(AudioSampleCount, AudioFrameSamples);

    private int Scale
    {
        get
        {
            // A rate of 0, as a default value has, would be multiplied for ever.
            var scale = FrameRate.Numerator > 0 ? 1 : throw new InvalidOperationException("The grid has no frame rate.");
            while ((long)FrameRate.Numerator * scale < 10_000)
            {
                scale *= 10;
            }

            return scale;
        }
    }

    /// <summary>The first frame of a segment, or <see cref="FrameCount"/> for the segment after the last.</summary>
    /// <param name="segment">0 to <see cref="SegmentCount"/>.</param>
    public long SegmentStartFrame(int segment) => Math.Min(FrameCount, (long)segment * SegmentFrames);

    /// <summary>Frames in a segment: <see cref="SegmentFrames"/>, or fewer in the last one.</summary>
    /// <param name="segment">0 to <see cref="SegmentCount"/> - 1.</param>
    public int SegmentFrameCount(int segment) => (int)(SegmentStartFrame(segment + 1) - SegmentStartFrame(segment));

    /// <summary>Duration of a video segment in seconds.</summary>
    /// <param name="segment">0 to <see cref="SegmentCount"/> - 1.</param>
    public double SegmentSeconds(int segment) => SegmentFrameCount(segment) * (double)FrameDuration / Timescale;

    /// <summary>The first frame of a chunk, or <see cref="FrameCount"/> for the chunk after the last.</summary>
    /// <param name="chunk">0 to <see cref="ChunkCount"/>.</param>
    public long ChunkStartFrame(int chunk) => Math.Min(FrameCount, (long)chunk * ChunkFrames);

    /// <summary>Segments in a chunk: <see cref="SegmentsPerChunk"/>, or fewer in the last one.</summary>
    /// <param name="chunk">0 to <see cref="ChunkCount"/> - 1.</param>
    public int ChunkSegmentCount(int chunk) => Math.Min(SegmentsPerChunk, SegmentCount - (chunk * SegmentsPerChunk));

    /// <summary>
    /// The first AAC access unit of an audio segment: the one nearest to the video segment's start, at most half an
    /// access unit (10.67 ms) away. For the segment after the last it is <see cref="AudioFrameCount"/>.
    /// </summary>
    /// <param name="segment">0 to <see cref="SegmentCount"/>.</param>
    public long AudioSegmentStartFrame(int segment)
    {
        if (segment >= SegmentCount)
        {
            return AudioFrameCount;
        }

        // round(segment * segmentDuration * 48000 / 1024), in whole numbers so that every machine rounds alike.
        var numerator = (Int128)segment * SegmentFrames * FrameRate.Denominator * AudioSampleRate;
        var denominator = (Int128)FrameRate.Numerator * AudioFrameSamples;
        return Math.Min(AudioFrameCount, (long)(((2 * numerator) + denominator) / (2 * denominator)));
    }

    private static long CeilDivide(Int128 dividend, long divisor) => (long)((dividend + divisor - 1) / divisor);
}
