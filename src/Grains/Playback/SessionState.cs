using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Playback;

/// <summary>Where a playback session is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SessionState>))]
internal enum SessionState
{
    /// <summary>Somebody may be watching.</summary>
    [JsonStringEnumMemberName("active")]
    Active,

    /// <summary>It is over.</summary>
    [JsonStringEnumMemberName("ended")]
    Ended,
}
