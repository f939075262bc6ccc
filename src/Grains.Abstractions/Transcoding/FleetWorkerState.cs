using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>Whether a worker works.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FleetWorkerState>))]
public enum FleetWorkerState
{
    /// <summary>It asks for work, and there is none for it.</summary>
    [JsonStringEnumMemberName("idle")]
    Idle,

    /// <summary>It has work.</summary>
    [JsonStringEnumMemberName("working")]
    Working,

    /// <summary>It failed several jobs in a row and gets nothing until it has tested itself.</summary>
    [JsonStringEnumMemberName("quarantined")]
    Quarantined,
}
