namespace StreamVerse.Media.Ladders;

/// <summary>One audio rendition to encode: AAC-LC at 48 kHz.</summary>
/// <param name="Id">Names the rendition in paths, for example <c>a1-en-2ch</c>; letters, digits and hyphens.</param>
/// <param name="SourceStreamIndex">Index of the source's audio stream in the file.</param>
/// <param name="Language">Language as a BCP 47 tag, or <c>und</c>.</param>
/// <param name="Name">The name a viewer chooses by, unique among renditions of the same <paramref name="Channels"/>.</param>
/// <param name="Channels">2 (stereo) or 6 (5.1).</param>
/// <param name="BitsPerSecond">Bit rate aimed at.</param>
/// <param name="IsDefault">Whether it plays unless the viewer chooses another; one of each channel count.</param>
public sealed record AudioRung(
    string Id,
    int SourceStreamIndex,
    string Language,
    string Name,
    int Channels,
    int BitsPerSecond,
    bool IsDefault);
