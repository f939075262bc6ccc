namespace StreamVerse.Media.Presentations;

/// <summary>
/// Sprite sheets: one JPEG a chunk, of <see cref="Columns"/> x <see cref="Rows"/> tiles, one tile for each group of
/// pictures (about every 2 s), left to right and top to bottom.
/// </summary>
/// <param name="TileWidth">Width of a tile in pixels, even.</param>
/// <param name="TileHeight">Height of a tile in pixels, even.</param>
public sealed record ThumbnailLayout(int TileWidth, int TileHeight)
{
    /// <summary>Tiles in a row.</summary>
    public const int Columns = 4;

    /// <summary>Rows of tiles: with <see cref="Columns"/>, one tile for each of a chunk's 16 groups of pictures.</summary>
    public const int Rows = 4;
}
