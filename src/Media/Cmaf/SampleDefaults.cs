namespace StreamVerse.Media.Cmaf;

/// <summary>What a sample has where its fragment does not say otherwise (<c>trex</c>, ISO/IEC 14496-12, section 8.8.3).</summary>
/// <param name="Duration">Duration in ticks.</param>
/// <param name="Size">Size in bytes.</param>
/// <param name="Flags">Sample flags.</param>
internal readonly record struct SampleDefaults(uint Duration, uint Size, uint Flags);
