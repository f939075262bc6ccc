using System.Collections.Immutable;

namespace StreamVerse.Encoding.Chunks;

/// <summary>The files of an encoded chunk, in the request's work directory.</summary>
/// <param name="RungFiles">
/// A CMAF track file for each rung, in the request's order: an init segment (ftyp, moov) and one moof/mdat pair a segment,
/// decode times counted from the title's start in the grid's timescale.
/// </param>
/// <param name="SpriteSheetFile">The JPEG of the chunk's thumbnails, or null where none was asked for.</param>
public sealed record EncodedChunk(ImmutableArray<string> RungFiles, string? SpriteSheetFile);
