namespace StreamVerse.Media.Sources;

/// <summary>An audio track of a source.</summary>
/// <param name="StreamIndex">Index of the stream in the file.</param>
/// <param name="Codec">ffmpeg's codec name, for example <c>ac3</c>.</param>
/// <param name="Channels">Number of channels, above 0.</param>
/// <param name="ChannelLayout">ffmpeg's layout name, for example <c>5.1(side)</c>; empty where unknown.</param>
/// <param name="Language">Language as a BCP 47 tag (<c>en</c>, <c>pt-BR</c>), or <c>und</c>.</param>
/// <param name="Title">The track's own title in the file, if any.</param>
/// <param name="IsDefault">Whether the file marks the track as its default.</param>
public sealed record SourceAudioTrack(
    int StreamIndex,
    string Codec,
    int Channels,
    string ChannelLayout,
    string Language,
    string? Title,
    bool IsDefault);
