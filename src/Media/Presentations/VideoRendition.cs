namespace StreamVerse.Media.Presentations;

/// <summary>A video rendition as playlists describe it.</summary>
/// <param name="Id">Names the rendition in paths, for example <c>v720</c>.</param>
/// <param name="Width">Width in square pixels.</param>
/// <param name="Height">Height in pixels.</param>
/// <param name="Codecs">The RFC 6381 codec string, read from the init segment, for example <c>avc1.64001f</c>.</param>
/// <param name="PeakBitsPerSecond">Largest bit rate of any segment, measured; the rung's ceiling while transcoding.</param>
/// <param name="AverageBitsPerSecond">Bit rate over all segments, measured; the rung's ceiling while transcoding.</param>
public sealed record VideoRendition(
    string Id,
    int Width,
    int Height,
    string Codecs,
    long PeakBitsPerSecond,
    long AverageBitsPerSecond);
