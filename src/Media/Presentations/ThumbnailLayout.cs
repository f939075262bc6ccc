using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Presentations;

/// <summary>
/// Sprite sheets: one JPEG a chunk, with one tile for each group of pictures (about every 2 s), left to right and top to
/// bottom.
/// </summary>
/// <param name="TileWidth">Width of a tile in pixels, even.</param>
/// <param name="TileHeight">Height of a tile in pixels, even.</param>
public sealed record ThumbnailLayout(int TileWidth, int TileHeight)
{
    private const int MostColumns = 4;

    /// <summary>Tiles in a row.</summary>
    /// <param name="grid">The title's timeline.</param>
    public static int Columns(SegmentGrid grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        return Math.Min(MostColumns, grid.GopsPerChunk);
    }

    /// <summary>Rows of tiles: one tile for each of a chunk's groups of pictures, and no tile without one.</summary>
    /// <param name="grid">The title's timeline.</param>
    public static int Rows(SegmentGrid grid) => grid.GopsPerChunk / Columns(grid);
}
