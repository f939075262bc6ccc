using System.Globalization;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Encoding.Filters;

/// <summary>Takes one picture of each group of pictures, its first, and lays them out on a sheet. JPEG is BT.601 of full range.</summary>
/// <param name="Grid">The title's timeline.</param>
/// <param name="Layout">The sheet.</param>
internal sealed record SpriteFilter(SegmentGrid Grid, ThumbnailLayout Layout) : IFilter
{
    /// <inheritdoc/>
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"select='not(mod(n,{Grid.GopFrames}))',scale={Layout.TileWidth}:{Layout.TileHeight}:in_color_matrix=bt709:in_range=tv:out_color_matrix=bt601:out_range=pc:flags={ScaleFilter.Flags},format=yuvj420p,setsar=1,tile={ThumbnailLayout.Columns(Grid)}x{ThumbnailLayout.Rows(Grid)}");
}
