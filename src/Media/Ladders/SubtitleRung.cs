namespace StreamVerse.Media.Ladders;

/// <summary>One text subtitle track to turn into WebVTT.</summary>
/// <param name="Id">Names the rendition in paths, for example <c>s1-en</c>; letters, digits and hyphens.</param>
/// <param name="SourceStreamIndex">Index of the source's subtitle stream in the file.</param>
/// <param name="Language">Language as a BCP 47 tag, or <c>und</c>.</param>
/// <param name="Name">The name a viewer chooses by, unique in the title.</param>
/// <param name="IsDefault">Whether it shows unless the viewer chooses otherwise.</param>
/// <param name="IsForced">Whether it only translates what every viewer must understand.</param>
/// <param name="IsHearingImpaired">Whether it also describes sounds.</param>
public sealed record SubtitleRung(
    string Id,
    int SourceStreamIndex,
    string Language,
    string Name,
    bool IsDefault,
    bool IsForced,
    bool IsHearingImpaired);
