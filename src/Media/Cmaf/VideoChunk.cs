using System.Collections.Immutable;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Cmaf;

/// <summary>One chunk of one video rendition, as a worker encoded it, cut into the files that viewers load.</summary>
/// <param name="Init">The init segment; the same bytes in every chunk of a rendition.</param>
/// <param name="Segments">The segments in order; at least one.</param>
public sealed record VideoChunk(InitSegment Init, ImmutableArray<MediaSegment> Segments)
{
    /// <summary>
    /// Checks that the chunk lies on the title's grid to the frame: timescale, start, sequence numbers, frames and durations of
    /// every segment, an IDR picture at the start of every group of pictures and nowhere else (by flags and in the coded
    /// picture itself), and every frame of a segment shown exactly once within it.
    /// </summary>
    /// <param name="grid">The title's grid.</param>
    /// <param name="chunk">Index of the chunk, 0 to <see cref="SegmentGrid.ChunkCount"/> - 1.</param>
    /// <exception cref="CmafFormatException">It does not (<see cref="CmafFault.GridMismatch"/>), or a coded picture is damaged.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The grid has no such chunk.</exception>
    public void Verify(SegmentGrid grid, int chunk) => VideoChunkVerifier.Verify(this, grid, chunk);
}
