using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Catalog;

/// <summary>Where an upload is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UploadState>))]
internal enum UploadState
{
    /// <summary>Bytes are arriving.</summary>
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>All bytes are there; the object is being put together.</summary>
    [JsonStringEnumMemberName("assembling")]
    Assembling,

    /// <summary>The object is whole and its title has it.</summary>
    [JsonStringEnumMemberName("finished")]
    Finished,
}
