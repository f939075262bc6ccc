using System.Buffers.Binary;

namespace StreamVerse.Media.Cmaf;

/// <summary>Walks the boxes of one level of a file (ISO/IEC 14496-12, section 4.2) without copying anything.</summary>
internal ref struct BoxReader
{
    /// <summary>Levels of nesting that are followed; the deepest box we need lies 6 levels down.</summary>
    public const int MaxDepth = 16;

    private readonly ReadOnlySpan<byte> data;
    private readonly long fileOffset;
    private readonly int end;
    private readonly int depth;
    private int position;

    /// <summary>Walks the top level of <paramref name="data"/>.</summary>
    /// <param name="data">Whole boxes.</param>
    /// <param name="fileOffset">Offset of the data in the file, for messages.</param>
    public BoxReader(ReadOnlySpan<byte> data, long fileOffset)
        : this(data, fileOffset, 0, data.Length, 0)
    {
    }

    private BoxReader(ReadOnlySpan<byte> data, long fileOffset, int start, int end, int depth)
    {
        this.data = data;
        this.fileOffset = fileOffset;
        this.end = end;
        this.depth = depth;
        position = start;
    }

    /// <summary>Walks the boxes inside of <paramref name="parent"/>.</summary>
    /// <param name="parent">A box that this reader gave.</param>
    /// <param name="skip">Bytes of fields before the first child.</param>
    public readonly BoxReader Children(scoped in Box parent, int skip = 0)
    {
        if (parent.Depth >= MaxDepth)
        {
            throw new CmafFormatException(
                CmafFault.LimitExceeded, $"Box '{BoxType.Name(parent.Type)}' is nested deeper than {MaxDepth} levels", fileOffset + parent.Start);
        }

        if (skip > parent.End - parent.BodyStart)
        {
            throw CmafFormatException.Malformed($"Box '{BoxType.Name(parent.Type)}' is too short for its fields", fileOffset + parent.Start);
        }

        return new BoxReader(data, fileOffset, parent.BodyStart + skip, parent.End, parent.Depth + 1);
    }

    /// <summary>A cursor over the body of <paramref name="box"/>.</summary>
    public readonly ByteCursor Fields(in Box box) => new(data, box.BodyStart, box.End, box.Type, fileOffset);

    /// <summary>Offset of <paramref name="box"/> in the file, for messages.</summary>
    public readonly long OffsetOf(in Box box) => fileOffset + box.Start;

    /// <summary>Reads the next box of this level.</summary>
    /// <param name="box">The box.</param>
    /// <returns>False at the end of the level.</returns>
    /// <exception cref="CmafFormatException">The box is cut off or its size is impossible.</exception>
    public bool TryRead(out Box box)
    {
        var left = end - position;
        if (left == 0)
        {
            box = default;
            return false;
        }

        if (left < 8)
        {
            throw CmafFormatException.Malformed($"{left} bytes are left where a box header of 8 must be", fileOffset + position);
        }

        var header = data[position..end];
        ulong size = BinaryPrimitives.ReadUInt32BigEndian(header);
        var type = BinaryPrimitives.ReadUInt32BigEndian(header[4..]);
        var headerLength = 8;
        var reachesToEnd = size == 0;
        if (size == 1)
        {
            headerLength = 16;
            size = left < 16 ? ulong.MaxValue : BinaryPrimitives.ReadUInt64BigEndian(header[8..]);
        }
        else if (reachesToEnd)
        {
            if (depth > 0)
            {
                throw CmafFormatException.Malformed($"Box '{BoxType.Name(type)}' has size 0, which only the last box of a file may have", fileOffset + position);
            }

            size = (ulong)left;
        }

        if (type == BoxType.Uuid)
        {
            headerLength += 16;
        }

        if (size < (ulong)headerLength)
        {
            throw CmafFormatException.Malformed($"Box '{BoxType.Name(type)}' has the impossible size {size}", fileOffset + position);
        }

        if (size > (ulong)left)
        {
            throw CmafFormatException.Malformed($"Box '{BoxType.Name(type)}' is cut off: {left} bytes are left of it", fileOffset + position);
        }

        box = new Box(type, position, headerLength, (int)size, depth, reachesToEnd);
        position = box.End;
        return true;
    }

    /// <summary>Reads on to the next box of a type.</summary>
    /// <param name="type">The four-character code.</param>
    /// <param name="parent">The box around, for the message.</param>
    /// <exception cref="CmafFormatException">There is none.</exception>
    public Box Require(uint type, in Box parent)
    {
        while (TryRead(out var box))
        {
            if (box.Type == type)
            {
                return box;
            }
        }

        throw CmafFormatException.Malformed($"Box '{BoxType.Name(parent.Type)}' lacks a '{BoxType.Name(type)}'", fileOffset + parent.Start);
    }
}
