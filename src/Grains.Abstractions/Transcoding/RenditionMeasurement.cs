using StreamVerse.Media.Cmaf;

namespace StreamVerse.Grains.Abstractions.Transcoding;

/// <summary>What was stored of one rendition by one item.</summary>
/// <param name="Bytes">Bytes of its segments.</param>
/// <param name="PeakBitsPerSecond">Largest bit rate of any of its segments.</param>
/// <param name="Codecs">RFC 6381 codec string of its init segment.</param>
/// <param name="Buffer">For video: what a decoder must buffer of this stretch at the rung's ceiling; stretches are joined in order.</param>
/// <param name="InitSha256">SHA-256 of its init segment in hexadecimal: all items of a rendition must agree.</param>
[GenerateSerializer, Immutable]
[Alias("sv.RenditionMeasurement")]
public sealed record RenditionMeasurement(
    [property: Id(0)] long Bytes,
    [property: Id(1)] long PeakBitsPerSecond,
    [property: Id(2)] string Codecs,
    [property: Id(3)] string InitSha256,
    [property: Id(4)] LeakyBucket? Buffer = null);
