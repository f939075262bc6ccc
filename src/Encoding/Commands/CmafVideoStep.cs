using System.Globalization;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Encoding.Commands;

/// <summary>
/// Writes a chunk's CMAF track file: one moof a segment, decode times counted from the title's start
/// (<c>frag_discont</c>), no edit list, no sidx. No box needs patching afterwards.
/// </summary>
/// <param name="Grid">The title's timeline.</param>
/// <param name="Chunk">Index of the chunk.</param>
/// <param name="OutputPath">The file to write.</param>
internal sealed record CmafVideoStep(SegmentGrid Grid, int Chunk, string OutputPath) : ICommandStep
{
    /// <summary>A fragment ends at the first key frame after this long: a little before a segment's end, past its middle one.</summary>
    private const int SlackMicroseconds = 200_000;

    /// <inheritdoc/>
    public IEnumerable<string> Arguments
    {
        get
        {
            var invariant = CultureInfo.InvariantCulture;
            var segmentMicroseconds = 1_000_000L * Grid.SegmentFrames * Grid.FrameRate.Denominator / Grid.FrameRate.Numerator;
            return
            [
                "-fflags", "+bitexact",
                "-video_track_timescale", Grid.Timescale.ToString(invariant),
                "-movflags", "cmaf+frag_keyframe+frag_discont+skip_trailer",
                "-min_frag_duration", (segmentMicroseconds - SlackMicroseconds).ToString(invariant),
                "-fragment_index", ((Grid.SegmentsPerChunk * Chunk) + 1).ToString(invariant),
                "-f", "mp4", SourceLimits.FileName(OutputPath),
            ];
        }
    }
}
