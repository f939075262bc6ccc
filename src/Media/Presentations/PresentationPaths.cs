using System.Globalization;

namespace StreamVerse.Media.Presentations;

/// <summary>
/// Names of the files of one output version, relative to its folder. Playlists, packager, object store and gateway all
/// take the names from here.
/// </summary>
public static class PresentationPaths
{
    /// <summary>The HLS multivariant playlist (RFC 8216bis, section 4.4.6).</summary>
    public const string MultivariantPlaylist = "index.m3u8";

    /// <summary>The MPEG-DASH manifest (ISO/IEC 23009-1).</summary>
    public const string DashManifest = "index.mpd";

    /// <summary>The WebVTT file that maps times to tiles of sprite sheets.</summary>
    public const string ThumbnailTrack = "thumbnails.vtt";

    /// <summary>The stored facts (<see cref="Presentation"/> as JSON).</summary>
    public const string Facts = "presentation.json";

    /// <summary>The media playlist of a rendition.</summary>
    /// <param name="renditionId">The rendition's id.</param>
    public static string MediaPlaylist(string renditionId) => $"{renditionId}/index.m3u8";

    /// <summary>The I-frame playlist made of a rendition.</summary>
    /// <param name="renditionId">The rendition's id.</param>
    public static string TrickPlayPlaylist(string renditionId) => $"{renditionId}/iframes.m3u8";

    /// <summary>The init segment of a rendition (CMAF header).</summary>
    /// <param name="renditionId">The rendition's id.</param>
    public static string InitSegment(string renditionId) => $"{renditionId}/init.mp4";

    /// <summary>A media segment.</summary>
    /// <param name="renditionId">The rendition's id.</param>
    /// <param name="segment">Index of the segment, from 0.</param>
    public static string Segment(string renditionId, int segment) =>
        string.Create(CultureInfo.InvariantCulture, $"{renditionId}/{segment}.m4s");

    /// <summary>One IDR picture as a segment of its own.</summary>
    /// <param name="renditionId">The rendition's id.</param>
    /// <param name="gop">Index of the group of pictures, from 0.</param>
    public static string TrickPlaySegment(string renditionId, int gop) =>
        string.Create(CultureInfo.InvariantCulture, $"{renditionId}/iframe-{gop}.m4s");

    /// <summary>A piece of a WebVTT rendition.</summary>
    /// <param name="renditionId">The rendition's id.</param>
    /// <param name="piece">Index of the piece, from 0.</param>
    public static string SubtitlePiece(string renditionId, int piece) =>
        string.Create(CultureInfo.InvariantCulture, $"{renditionId}/{piece}.vtt");

    /// <summary>A whole WebVTT rendition in one file, for DASH and for download.</summary>
    /// <param name="renditionId">The rendition's id.</param>
    public static string WholeSubtitle(string renditionId) => $"{renditionId}/whole.vtt";

    /// <summary>A sprite sheet.</summary>
    /// <param name="chunk">Index of the chunk, from 0.</param>
    public static string SpriteSheet(int chunk) => string.Create(CultureInfo.InvariantCulture, $"thumbnails/{chunk}.jpg");
}
