using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Catalog;

/// <summary>Where a title's uploaded file is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OriginalState>))]
internal enum OriginalState
{
    /// <summary>It stays.</summary>
    [JsonStringEnumMemberName("kept")]
    Kept,

    /// <summary>It goes if every file of the published version is there.</summary>
    [JsonStringEnumMemberName("checking")]
    Checking,

    /// <summary>It is being deleted, and not to be counted on any more.</summary>
    [JsonStringEnumMemberName("going")]
    Going,

    /// <summary>It is deleted.</summary>
    [JsonStringEnumMemberName("gone")]
    Gone,
}
