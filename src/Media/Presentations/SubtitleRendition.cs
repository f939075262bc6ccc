namespace StreamVerse.Media.Presentations;

/// <summary>A WebVTT rendition as playlists describe it; cut into pieces of <see cref="SegmentsPerPiece"/> segments.</summary>
/// <param name="Id">Names the rendition in paths, for example <c>s1-en</c>.</param>
/// <param name="Language">Language as a BCP 47 tag, or <c>und</c>.</param>
/// <param name="Name">The name a viewer chooses by.</param>
/// <param name="IsDefault">Whether it shows unless the viewer chooses otherwise.</param>
/// <param name="IsForced">Whether it only translates what every viewer must understand.</param>
/// <param name="IsHearingImpaired">Whether it also describes sounds.</param>
public sealed record SubtitleRendition(
    string Id,
    string Language,
    string Name,
    bool IsDefault,
    bool IsForced,
    bool IsHearingImpaired)
{
    /// <summary>Media segments that one WebVTT file spans: small files, yet few of them.</summary>
    public const int SegmentsPerPiece = 8;
}
