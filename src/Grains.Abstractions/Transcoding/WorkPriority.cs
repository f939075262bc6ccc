using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>How soon a job's work is wanted. A class waits for those before it, yet never for ever.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<WorkPriority>))]
public enum WorkPriority
{
    /// <summary>What people send and wait for: the default.</summary>
    [JsonStringEnumMemberName("standard")]
    Standard,

    /// <summary>Before everything else: news, a replacement for something broken.</summary>
    [JsonStringEnumMemberName("express")]
    Express,

    /// <summary>What nobody waits for: an archive that is moved in.</summary>
    [JsonStringEnumMemberName("backfill")]
    Backfill,
}
