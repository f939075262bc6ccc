using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>Where a track that is added to a published title is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrackState>))]
public enum TrackState
{
    /// <summary>Its file is arriving.</summary>
    [JsonStringEnumMemberName("uploading")]
    Uploading,

    /// <summary>Its renditions are being made.</summary>
    [JsonStringEnumMemberName("processing")]
    Processing,

    /// <summary>It ended without a result; it can be retried or dismissed. The title is as it was.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>Viewers can choose it.</summary>
    [JsonStringEnumMemberName("added")]
    Added,

    /// <summary>It was removed; its files go in the background.</summary>
    [JsonStringEnumMemberName("removing")]
    Removing,
}
