using System.Text.Json.Serialization;

namespace StreamVerse.Media.Sources;

/// <summary>How a source's pictures were captured.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScanType>))]
public enum ScanType
{
    /// <summary>Every picture is one moment in time.</summary>
    Progressive,

    /// <summary>Every picture is two fields of two moments, the top field first.</summary>
    InterlacedTopFirst,

    /// <summary>Every picture is two fields of two moments, the bottom field first.</summary>
    InterlacedBottomFirst,
}
