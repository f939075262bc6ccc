using System.Collections.Immutable;

namespace StreamVerse.Media.Cmaf;

/// <summary>
/// A CMAF fragment (ISO/IEC 23000-19, section 7.3.2.3): one <c>moof</c> and its <c>mdat</c>, stored as they are. We write no
/// <c>styp</c>: it is optional, says nothing that the init segment's brands do not, and would cost every segment bytes.
/// </summary>
/// <param name="Bytes">Both boxes, a slice of what was parsed.</param>
/// <param name="Offset">Where they lie in the file.</param>
/// <param name="SequenceNumber">The fragment's number (<c>mfhd</c>).</param>
/// <param name="DecodeTime">Decode time of the first sample in ticks (<c>tfdt</c>); below 0 where ffmpeg wrote it so.</param>
/// <param name="Duration">Sum of all samples' durations in ticks.</param>
/// <param name="Samples">The samples in decode order.</param>
public sealed record MediaSegment(
    ReadOnlyMemory<byte> Bytes,
    long Offset,
    uint SequenceNumber,
    long DecodeTime,
    long Duration,
    ImmutableArray<FragmentSample> Samples)
{
    /// <summary>Most samples that a segment may have.</summary>
    public const int MaxSamples = 65_536;

    /// <summary>Whether decoding can begin with the first sample.</summary>
    public bool StartsWithSync => Samples is [var first, ..] && first.IsSync;

    /// <summary>Reads one fragment.</summary>
    /// <param name="init">The track's init segment.</param>
    /// <param name="bytes">A <c>moof</c> and its <c>mdat</c>, and nothing else.</param>
    /// <param name="offset">Where they lie in the file, for messages and <see cref="Offset"/>.</param>
    /// <exception cref="CmafFormatException">They are no CMAF fragment of that track.</exception>
    public static MediaSegment Parse(InitSegment init, ReadOnlyMemory<byte> bytes, long offset = 0)
    {
        ArgumentNullException.ThrowIfNull(init);
        return FragmentParser.Parse(init, bytes, offset);
    }
}
