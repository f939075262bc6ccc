using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Cmaf;

/// <summary>The checks of <see cref="VideoChunk.Verify"/>.</summary>
internal static class VideoChunkVerifier
{
    public static void Verify(VideoChunk video, SegmentGrid grid, int chunk)
    {
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentOutOfRangeException.ThrowIfNegative(chunk);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(chunk, grid.ChunkCount);
        Require("timescale", grid.Timescale, video.Init.Timescale, chunk);
        if (video.Init.HasEditList)
        {
            throw CmafFormatException.Mismatch($"Chunk {chunk} has an edit list, which would move its pictures");
        }

        // The start first: it is what a late seek breaks, and says the most.
        Require("decode time of the first frame", grid.ChunkStartFrame(chunk) * grid.FrameDuration, video.Segments[0].DecodeTime, chunk);
        Require("number of segments", grid.ChunkSegmentCount(chunk), video.Segments.Length, chunk);
        for (var i = 0; i < video.Segments.Length; i++)
        {
            VerifySegment(video, video.Segments[i], grid, (chunk * grid.SegmentsPerChunk) + i);
        }
    }

    private static void VerifySegment(VideoChunk video, MediaSegment segment, SegmentGrid grid, int index)
    {
        var frames = grid.SegmentFrameCount(index);
        Require("number of frames", frames, segment.Samples.Length, segment, index);
        Require("decode time", grid.SegmentStartFrame(index) * grid.FrameDuration, segment.DecodeTime, segment, index);
        Require("sequence number", index + 1, segment.SequenceNumber, segment, index);

        var shown = new bool[frames];
        for (var i = 0; i < frames; i++)
        {
            var sample = segment.Samples[i];
            if (sample.Duration != grid.FrameDuration)
            {
                throw Mismatch($"frame {i} lasts {sample.Duration} ticks, the grid's frames {grid.FrameDuration}", segment, index);
            }

            var frame = Math.DivRem(((long)i * grid.FrameDuration) + sample.CompositionOffset, grid.FrameDuration, out var between);
            if (between != 0 || frame < 0 || frame >= frames || shown[frame])
            {
                throw Mismatch($"frame {i} is shown outside of the segment, between two frames, or together with another", segment, index);
            }

            shown[frame] = true;
            VerifyKeyFrame(video.Init, segment, grid, index, i, sample);
        }
    }

    private static void VerifyKeyFrame(InitSegment init, MediaSegment segment, SegmentGrid grid, int index, int i, FragmentSample sample)
    {
        var mustBeKey = i % grid.GopFrames == 0;
        if (sample.IsSync != mustBeKey || (mustBeKey && sample.CompositionOffset != 0))
        {
            throw Mismatch(
                mustBeKey ? $"frame {i} must be a key frame shown when it is decoded" : $"frame {i} is a key frame between two groups of pictures", segment, index);
        }

        if (mustBeKey && init.NalLengthSize > 0
            && !NalUnits.IsIdr(init, segment.Bytes.Span.Slice(sample.Offset, sample.Size), segment.Offset + sample.Offset))
        {
            throw Mismatch($"frame {i} is marked as a key frame but is no IDR picture", segment, index);
        }
    }

    private static void Require(string what, long expected, long actual, int chunk)
    {
        if (actual != expected)
        {
            throw CmafFormatException.Mismatch($"Chunk {chunk} has the {what} {actual}, the grid says {expected}");
        }
    }

    private static void Require(string what, long expected, long actual, MediaSegment segment, int index)
    {
        if (actual != expected)
        {
            throw Mismatch($"{what} is {actual}, the grid says {expected}", segment, index);
        }
    }

    private static CmafFormatException Mismatch(string what, MediaSegment segment, int index) =>
        new(CmafFault.GridMismatch, $"Segment {index}: {what}", segment.Offset);
}
