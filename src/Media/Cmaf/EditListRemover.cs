using System.Buffers.Binary;

namespace StreamVerse.Media.Cmaf;

/// <summary>Takes the edit lists out of an init segment. Our decode times need none, and players disagree about them.</summary>
internal static class EditListRemover
{
    /// <summary>Returns the init segment without any <c>edts</c>, sizes of the boxes around put right; the same bytes where there is none.</summary>
    /// <param name="init">A parsed init segment.</param>
    public static ReadOnlyMemory<byte> Remove(InitSegment init)
    {
        if (!init.HasEditList)
        {
            return init.Bytes;
        }

        var source = init.Bytes.Span;
        var target = new byte[source.Length];
        var length = Copy(new BoxReader(source, 0), source, target, 0);
        return target.AsMemory(0, length);
    }

    private static int Copy(BoxReader boxes, ReadOnlySpan<byte> source, Span<byte> target, int written)
    {
        while (boxes.TryRead(out var box))
        {
            if (box.Type == BoxType.Edts)
            {
                continue;
            }

            if (box.Type is not (BoxType.Moov or BoxType.Trak))
            {
                source[box.Start..box.End].CopyTo(target[written..]);
                written += box.Length;
                continue;
            }

            var start = written;
            source[box.Start..box.BodyStart].CopyTo(target[written..]);
            written = Copy(boxes.Children(box), source, target, written + box.HeaderLength);
            if (box.HeaderLength == 16)
            {
                BinaryPrimitives.WriteUInt64BigEndian(target[(start + 8)..], (ulong)(written - start));
            }
            else
            {
                BinaryPrimitives.WriteUInt32BigEndian(target[start..], (uint)(written - start));
            }
        }

        return written;
    }
}
