using System.Collections.Immutable;

namespace StreamVerse.Media.Cmaf;

/// <summary>
/// The IDR picture of one group of pictures as a CMAF fragment of its own, shown for as long as the group lasts. It plays
/// with the rendition's own init segment.
/// </summary>
/// <param name="Gop">Index of the group of pictures in the title, from 0; the fragment's sequence number is one more.</param>
/// <param name="DecodeTime">Decode time in ticks, the group's start.</param>
/// <param name="Duration">Duration of the group in ticks.</param>
/// <param name="Bytes">The <c>moof</c> and the <c>mdat</c>.</param>
public sealed record TrickPlayFragment(int Gop, long DecodeTime, long Duration, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>Makes the fragments of all groups of pictures of a segment.</summary>
    /// <param name="init">The rendition's init segment.</param>
    /// <param name="segment">A segment that starts with an IDR picture.</param>
    /// <param name="firstGop">Index in the title of the segment's first group: twice the segment's index on our grid.</param>
    /// <exception cref="CmafFormatException">The segment does not start with a sync sample.</exception>
    public static ImmutableArray<TrickPlayFragment> Cut(InitSegment init, MediaSegment segment, int firstGop)
    {
        ArgumentNullException.ThrowIfNull(init);
        ArgumentNullException.ThrowIfNull(segment);
        ArgumentOutOfRangeException.ThrowIfNegative(firstGop);
        if (!segment.StartsWithSync)
        {
            throw new CmafFormatException(CmafFault.GridMismatch, "A segment must start with a key frame to be cut for trick play", segment.Offset);
        }

        var fragments = ImmutableArray.CreateBuilder<TrickPlayFragment>();
        var samples = segment.Samples.AsSpan();
        var decodeTime = segment.DecodeTime;
        while (!samples.IsEmpty)
        {
            var key = samples[0];
            long duration = key.Duration;
            samples = samples[1..];
            while (samples is [{ IsSync: false } next, ..])
            {
                duration += next.Duration;
                samples = samples[1..];
            }

            if (duration > uint.MaxValue)
            {
                throw CmafFormatException.Malformed("A group of pictures lasts longer than a fragment can say", segment.Offset);
            }

            var gop = firstGop + fragments.Count;
            var data = segment.Bytes.Span.Slice(key.Offset, key.Size);
            var bytes = FragmentWriter.Write((uint)gop + 1, init.TrackId, decodeTime, (uint)duration, key.CompositionOffset, [key.Size], data);
            fragments.Add(new TrickPlayFragment(gop, decodeTime, duration, bytes));
            decodeTime += duration;
        }

        return fragments.DrainToImmutable();
    }
}
