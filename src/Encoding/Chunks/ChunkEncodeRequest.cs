using System.Collections.Immutable;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Encoding.Chunks;

/// <summary>One chunk to encode.</summary>
/// <param name="SourcePath">Path of the source, a local file.</param>
/// <param name="Source">What inspection found in it.</param>
/// <param name="Grid">The title's timeline.</param>
/// <param name="Chunk">Index of the chunk, 0 to the grid's chunk count - 1.</param>
/// <param name="Rungs">The renditions to make; at least one.</param>
/// <param name="Thumbnails">The sprite sheet to make, or null for none.</param>
/// <param name="WorkDirectory">An existing folder, empty or of an earlier try of this chunk, for the files.</param>
/// <param name="ExtraPrerollSeconds">Added to the source's preroll, 0 or more: for another try after a seek that landed too late. 60 is a good second try.</param>
public sealed record ChunkEncodeRequest(
    string SourcePath,
    SourceDescription Source,
    SegmentGrid Grid,
    int Chunk,
    ImmutableArray<VideoRung> Rungs,
    ThumbnailLayout? Thumbnails,
    string WorkDirectory,
    double ExtraPrerollSeconds = 0);
