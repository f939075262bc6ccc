using System.Text.Json.Serialization;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>Where an order to encode many titles anew is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<BulkEncodeState>))]
public enum BulkEncodeState
{
    /// <summary>Titles are being encoded anew, some at a time.</summary>
    [JsonStringEnumMemberName("running")]
    Running,

    /// <summary>It was called off; what it has under way is being called off.</summary>
    [JsonStringEnumMemberName("cancelling")]
    Cancelling,

    /// <summary>It was called off, and nothing of it is under way any more.</summary>
    [JsonStringEnumMemberName("cancelled")]
    Cancelled,

    /// <summary>All titles that were found have had their turn.</summary>
    [JsonStringEnumMemberName("done")]
    Done,
}
