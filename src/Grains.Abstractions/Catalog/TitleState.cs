using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>Where a title is on its way from upload to viewers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TitleState>))]
public enum TitleState
{
    /// <summary>The file has arrived and waits to be looked at.</summary>
    [JsonStringEnumMemberName("uploaded")]
    Uploaded,

    /// <summary>The file is being inspected.</summary>
    [JsonStringEnumMemberName("inspecting")]
    Inspecting,

    /// <summary>Renditions are being made; what exists can be watched.</summary>
    [JsonStringEnumMemberName("transcoding")]
    Transcoding,

    /// <summary>All renditions exist.</summary>
    [JsonStringEnumMemberName("published")]
    Published,

    /// <summary>It ended without a result; the reason is in the title's error.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It was deleted; its files are being removed.</summary>
    [JsonStringEnumMemberName("deleted")]
    Deleted,
}
