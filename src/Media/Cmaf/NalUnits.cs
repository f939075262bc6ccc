namespace StreamVerse.Media.Cmaf;

/// <summary>Looks into a coded picture (ISO/IEC 14496-10, section 7.3.1; ISO/IEC 23008-2, section 7.3.1.2).</summary>
internal static class NalUnits
{
    /// <summary>Whether the first slice of a picture is one of an IDR picture.</summary>
    /// <param name="init">The track's init segment; its codec must have NAL units.</param>
    /// <param name="sample">The picture's bytes.</param>
    /// <param name="offset">Their offset in the file, for messages.</param>
    /// <exception cref="CmafFormatException">The bytes are no length-prefixed NAL units, or have no slice.</exception>
    public static bool IsIdr(InitSegment init, ReadOnlySpan<byte> sample, long offset)
    {
        var isHevc = init.Codec[0] == 'h';
        var position = 0;
        while (position < sample.Length)
        {
            var left = sample[position..];
            if (left.Length <= init.NalLengthSize)
            {
                break;
            }

            uint length = 0;
            for (var i = 0; i < init.NalLengthSize; i++)
            {
                length = (length << 8) | left[i];
            }

            if (length == 0 || length > left.Length - init.NalLengthSize)
            {
                throw CmafFormatException.Malformed($"A picture has a NAL unit of {length} bytes where {left.Length - init.NalLengthSize} are left", offset + position);
            }

            var head = left[init.NalLengthSize];
            var type = isHevc ? (head >> 1) & 0x3F : head & 0x1F;
            if (isHevc ? type < 32 : type is >= 1 and <= 5)
            {
                return isHevc ? type is 19 or 20 : type == 5;
            }

            position += init.NalLengthSize + (int)length;
        }

        throw CmafFormatException.Malformed("A picture has no slice", offset);
    }
}
