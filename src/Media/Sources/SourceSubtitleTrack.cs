namespace StreamVerse.Media.Sources;

/// <summary>A text subtitle track of a source.</summary>
/// <param name="StreamIndex">Index of the stream in the file.</param>
/// <param name="Codec">ffmpeg's codec name, for example <c>subrip</c>.</param>
/// <param name="Language">Language as a BCP 47 tag (<c>en</c>, <c>pt-BR</c>), or <c>und</c>.</param>
/// <param name="Title">The track's own title in the file, if any.</param>
/// <param name="IsDefault">Whether the file marks the track as its default.</param>
/// <param name="IsForced">Whether the track only translates what every viewer must understand.</param>
/// <param name="IsHearingImpaired">Whether the track also describes sounds.</param>
public sealed record SourceSubtitleTrack(
    int StreamIndex,
    string Codec,
    string Language,
    string? Title,
    bool IsDefault,
    bool IsForced,
    bool IsHearingImpaired);
