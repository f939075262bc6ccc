namespace StreamVerse.Media.Presentations;

/// <summary>An audio rendition as playlists describe it.</summary>
/// <param name="Id">Names the rendition in paths, for example <c>a1-en-2ch</c>.</param>
/// <param name="Language">Language as a BCP 47 tag, or <c>und</c>.</param>
/// <param name="Name">The name a viewer chooses by.</param>
/// <param name="Channels">Number of channels: 2 or 6.</param>
/// <param name="Codecs">The RFC 6381 codec string, read from the init segment, for example <c>mp4a.40.2</c>.</param>
/// <param name="PeakBitsPerSecond">Largest bit rate of any segment, measured; the rung's rate while transcoding.</param>
/// <param name="AverageBitsPerSecond">Bit rate over all segments, measured; the rung's rate while transcoding.</param>
/// <param name="IsDefault">Whether it plays unless the viewer chooses another.</param>
public sealed record AudioRendition(
    string Id,
    string Language,
    string Name,
    int Channels,
    string Codecs,
    long PeakBitsPerSecond,
    long AverageBitsPerSecond,
    bool IsDefault);
