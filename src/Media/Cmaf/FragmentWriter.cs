using System.Buffers.Binary;

namespace StreamVerse.Media.Cmaf;

/// <summary>Writes CMAF fragments of samples that are all sync samples of one duration.</summary>
internal static class FragmentWriter
{
    private const int HeaderLength = 8;
    private const int MfhdLength = 16;
    private const int TfhdLength = 24;
    private const int TfdtLength = 20;
    private const int TrunFieldsLength = 20;

    // default-base-is-moof, default duration, default flags.
    private const uint TfhdFlags = 0x02_0028;

    // Version 1 (signed composition offsets): data offset, sizes, composition offsets.
    private const uint TrunFlags = 0x0100_0201;
    private const uint TrunCompositionFlag = 0x800;

    // The sample depends on no other.
    private const uint SyncSampleFlags = 0x0200_0000;

    /// <summary>Writes a <c>moof</c> and its <c>mdat</c> into an array of exactly their length.</summary>
    /// <param name="sequenceNumber">The fragment's number.</param>
    /// <param name="trackId">The track of the init segment.</param>
    /// <param name="decodeTime">Decode time of the first sample in ticks.</param>
    /// <param name="sampleDuration">Duration of each sample in ticks.</param>
    /// <param name="compositionOffset">Ticks from when each sample is decoded to when it is shown.</param>
    /// <param name="sizes">Sizes of the samples in bytes; their sum is the length of <paramref name="data"/>.</param>
    /// <param name="data">The samples, one after the other.</param>
    public static byte[] Write(
        uint sequenceNumber, uint trackId, long decodeTime, uint sampleDuration, int compositionOffset, ReadOnlySpan<int> sizes, ReadOnlySpan<byte> data)
    {
        var sampleLength = compositionOffset == 0 ? 4 : 8;
        var trunLength = TrunFieldsLength + (sampleLength * sizes.Length);
        var trafLength = HeaderLength + TfhdLength + TfdtLength + trunLength;
        var moofLength = HeaderLength + MfhdLength + trafLength;
        var bytes = new byte[moofLength + HeaderLength + data.Length];
        Span<byte> rest = bytes;

        Put((uint)moofLength, ref rest);
        Put(BoxType.Moof, ref rest);
        Put(MfhdLength, ref rest);
        Put(BoxType.Mfhd, ref rest);
        Put(0, ref rest);
        Put(sequenceNumber, ref rest);
        Put((uint)trafLength, ref rest);
        Put(BoxType.Traf, ref rest);
        Put(TfhdLength, ref rest);
        Put(BoxType.Tfhd, ref rest);
        Put(TfhdFlags, ref rest);
        Put(trackId, ref rest);
        Put(sampleDuration, ref rest);
        Put(SyncSampleFlags, ref rest);
        Put(TfdtLength, ref rest);
        Put(BoxType.Tfdt, ref rest);
        Put(0x0100_0000, ref rest);
        Put((uint)(decodeTime >> 32), ref rest);
        Put((uint)decodeTime, ref rest);
        Put((uint)trunLength, ref rest);
        Put(BoxType.Trun, ref rest);
        Put(TrunFlags | (compositionOffset == 0 ? 0 : TrunCompositionFlag), ref rest);
        Put((uint)sizes.Length, ref rest);
        Put((uint)(moofLength + HeaderLength), ref rest);
        foreach (var size in sizes)
        {
            Put((uint)size, ref rest);
            if (compositionOffset != 0)
            {
                Put((uint)compositionOffset, ref rest);
            }
        }

        Put((uint)(HeaderLength + data.Length), ref rest);
        Put(BoxType.Mdat, ref rest);
        data.CopyTo(rest);
        return bytes;
    }

    private static void Put(uint value, ref Span<byte> rest)
    {
        BinaryPrimitives.WriteUInt32BigEndian(rest, value);
        rest = rest[4..];
    }
}
