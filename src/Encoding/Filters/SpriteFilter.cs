using System.Globalization;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Encoding.Filters;

/// <summary>Takes one picture of each group of pictures, its first, and lays them out on a sheet. JPEG is BT.601 of full range.</summary>
/// <param name="GopFrames">Frames in a group.</param>
/// <param name="Layout">The sheet.</param>
internal sealed record SpriteFilter(int GopFrames, ThumbnailLayout Layout) : IFilter
{
    /// <inheritdoc/>
    public string Text => string.Create(
        CultureInfo.InvariantCulture,
        $"select='not(mod(n,{GopFrames}))',scale={Layout.TileWidth}:{Layout.TileHeight}:in_color_matrix=bt709:in_range=tv:out_color_matrix=bt601:out_range=pc:flags={ScaleFilter.Flags},format=yuvj420p,setsar=1,tile={ThumbnailLayout.Columns}x{ThumbnailLayout.Rows}");
}
