using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>Where the re-encode of a published title is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EncodeState>))]
public enum EncodeState
{
    /// <summary>The new version is being made of the original.</summary>
    [JsonStringEnumMemberName("encoding")]
    Encoding,

    /// <summary>The tracks that were added later are being made again, for the new version.</summary>
    [JsonStringEnumMemberName("tracks")]
    Tracks,

    /// <summary>The new version is what viewers get.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>It ended without a result; the title is as it was.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,
}
