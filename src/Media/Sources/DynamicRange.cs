using System.Text.Json.Serialization;

namespace StreamVerse.Media.Sources;

/// <summary>The transfer characteristics of a source's pictures (ITU-T H.273).</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DynamicRange>))]
public enum DynamicRange
{
    /// <summary>Standard dynamic range: BT.709, BT.601 and alike.</summary>
    Sdr,

    /// <summary>Perceptual quantiser, SMPTE ST 2084 (HDR10).</summary>
    Pq,

    /// <summary>Hybrid log-gamma, ARIB STD-B67.</summary>
    Hlg,
}
