namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>A rendition as the API lists it.</summary>
/// <param name="Id">Its id, for example <c>v720</c>.</param>
/// <param name="Kind"><c>video</c>, <c>audio</c> or <c>subtitles</c>.</param>
/// <param name="Width">Width in pixels, for video.</param>
/// <param name="Height">Height in pixels, for video.</param>
/// <param name="Language">BCP 47 tag, for audio and subtitles.</param>
/// <param name="Name">The name a viewer chooses by, for audio and subtitles.</param>
/// <param name="Channels">Number of channels, for audio.</param>
/// <param name="Codecs">RFC 6381 codec string, for video and audio.</param>
/// <param name="BitsPerSecond">Average bit rate, for video and audio; 0 until measured.</param>
/// <param name="IsDefault">Whether it plays or shows unless the viewer chooses another, for audio and subtitles.</param>
[GenerateSerializer, Immutable]
[Alias("sv.TitleRendition")]
public sealed record TitleRendition(
    [property: Id(0)] string Id,
    [property: Id(1)] string Kind,
    [property: Id(2)] int? Width,
    [property: Id(3)] int? Height,
    [property: Id(4)] string? Language,
    [property: Id(5)] string? Name,
    [property: Id(6)] int? Channels,
    [property: Id(7)] string? Codecs,
    [property: Id(8)] long? BitsPerSecond,
    [property: Id(9)] bool IsDefault = false);
