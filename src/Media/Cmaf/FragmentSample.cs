namespace StreamVerse.Media.Cmaf;

/// <summary>One coded picture or one AAC access unit of a segment.</summary>
/// <param name="Offset">Where its bytes begin, from the segment's first byte.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Duration">Its duration in ticks.</param>
/// <param name="Flags">Sample flags (ISO/IEC 14496-12, section 8.8.3.1).</param>
/// <param name="CompositionOffset">Ticks from when it is decoded to when it is shown; may be below 0.</param>
public readonly record struct FragmentSample(int Offset, int Size, uint Duration, uint Flags, int CompositionOffset)
{
    private const uint NonSync = 0x0001_0000;

    /// <summary>Whether decoding can begin here.</summary>
    public bool IsSync => (Flags & NonSync) == 0;
}
