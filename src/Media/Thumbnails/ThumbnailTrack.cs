using System.Globalization;
using System.Text;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Thumbnails;

/// <summary>
/// Renders the WebVTT file by which a player finds the picture of a moment on the seek bar: a cue for each group of
/// pictures, naming a sprite sheet and the tile in it as a media fragment (W3C Media Fragments, section 4.2.2).
/// </summary>
public static class ThumbnailTrack
{
    private const int CharactersPerCue = 72;

    /// <summary>Renders the file, for what is playable of the title.</summary>
    /// <param name="presentation">The title's facts.</param>
    /// <returns>The file in UTF-8.</returns>
    /// <exception cref="ArgumentException">The title has no sprite sheets.</exception>
    public static byte[] Render(Presentation presentation)
    {
        ArgumentNullException.ThrowIfNull(presentation);
        var layout = presentation.Thumbnails
            ?? throw new ArgumentException($"Version '{presentation.Version}' has no sprite sheets.", nameof(presentation));
        var grid = presentation.Grid;
        var columns = ThumbnailLayout.Columns(grid);
        var gops = grid.GopCount(presentation.PlayableSegments);
        var text = new StringBuilder("WEBVTT\n", 16 + (gops * CharactersPerCue));
        for (var gop = 0; gop < gops; gop++)
        {
            var tile = gop % grid.GopsPerChunk;
            var left = tile % columns * layout.TileWidth;
            var top = tile / columns * layout.TileHeight;
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n{Time(grid.GopMicroseconds(gop))} --> {Time(grid.GopMicroseconds(gop + 1))}\n{PresentationPaths.SpriteSheet(gop / grid.GopsPerChunk)}#xywh={left},{top},{layout.TileWidth},{layout.TileHeight}\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Time(long microseconds)
    {
        var milliseconds = (microseconds + 500) / 1000;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{milliseconds / 3_600_000:00}:{milliseconds / 60_000 % 60:00}:{milliseconds / 1000 % 60:00}.{milliseconds % 1000:000}");
    }
}
