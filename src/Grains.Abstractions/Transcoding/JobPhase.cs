using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>Where a transcode job is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<JobPhase>))]
public enum JobPhase
{
    /// <summary>The source is to be inspected; everything else follows from that.</summary>
    [JsonStringEnumMemberName("inspecting")]
    Inspecting,

    /// <summary>Chunks, audio and subtitles are being made.</summary>
    [JsonStringEnumMemberName("encoding")]
    Encoding,

    /// <summary>All is made; the facts are being published.</summary>
    [JsonStringEnumMemberName("publishing")]
    Publishing,

    /// <summary>Done.</summary>
    [JsonStringEnumMemberName("done")]
    Done,

    /// <summary>It gave up; it can be retried.</summary>
    [JsonStringEnumMemberName("failed")]
    Failed,

    /// <summary>It was called off, as its title was deleted.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,
}
