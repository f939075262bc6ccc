using System.Buffers.Binary;

namespace StreamVerse.Media.Cmaf;

/// <summary>Reads big-endian fields of one box and refuses to read beyond it.</summary>
internal ref struct ByteCursor
{
    private readonly ReadOnlySpan<byte> data;
    private readonly uint boxType;
    private readonly long fileOffset;
    private readonly int end;
    private int position;

    public ByteCursor(ReadOnlySpan<byte> data, int start, int end, uint boxType, long fileOffset)
    {
        this.data = data;
        this.boxType = boxType;
        this.fileOffset = fileOffset;
        this.end = end;
        position = start;
    }

    /// <summary>Offset of the next field in the file, for messages.</summary>
    public readonly long Offset => fileOffset + position;

    /// <summary>Bytes that are left of the box.</summary>
    public readonly int Left => end - position;

    public byte ReadByte() => Take(1)[0];

    public ushort ReadUInt16() => BinaryPrimitives.ReadUInt16BigEndian(Take(2));

    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    public int ReadInt32() => BinaryPrimitives.ReadInt32BigEndian(Take(4));

    public ulong ReadUInt64() => BinaryPrimitives.ReadUInt64BigEndian(Take(8));

    public void Skip(int count) => Take(count);

    /// <summary>Takes the next bytes.</summary>
    /// <param name="count">How many; any number that a file may give.</param>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > end - position)
        {
            throw CmafFormatException.Malformed($"Box '{BoxType.Name(boxType)}' ends in the middle of a field", Offset);
        }

        var taken = data.Slice(position, count);
        position += count;
        return taken;
    }
}
