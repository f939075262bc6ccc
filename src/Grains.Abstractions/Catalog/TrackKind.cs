using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>What kind of track is added to a title.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrackKind>))]
public enum TrackKind
{
    /// <summary>Sound in another language.</summary>
    [JsonStringEnumMemberName("audio")]
    Audio,

    /// <summary>Text: a WebVTT or SubRip file.</summary>
    [JsonStringEnumMemberName("subtitles")]
    Subtitles,
}
