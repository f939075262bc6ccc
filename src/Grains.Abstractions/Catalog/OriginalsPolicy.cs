using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>What becomes of an uploaded file when its title is published.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OriginalsPolicy>))]
public enum OriginalsPolicy
{
    /// <summary>It stays, and the title can be encoded anew.</summary>
    [JsonStringEnumMemberName("keep")]
    Keep,

    /// <summary>It goes once every file of the published version was found in the object store.</summary>
    [JsonStringEnumMemberName("delete-after-publish")]
    DeleteAfterPublish,
}
