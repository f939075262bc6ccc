using System.Buffers;
using System.Buffers.Binary;

namespace StreamVerse.Media.Cmaf;

/// <summary>Reads whole boxes from a stream, one after the other, into a buffer that grows no faster than bytes arrive.</summary>
/// <param name="source">The stream; it is not closed.</param>
internal sealed class BoxStream(Stream source)
{
    private const int HeaderLength = 8;
    private const int ReadLength = 64 * 1024;

    private readonly byte[] header = new byte[HeaderLength];

    /// <summary>Where the next box begins.</summary>
    public long Offset { get; private set; }

    /// <summary>Appends the next box to <paramref name="buffer"/>.</summary>
    /// <param name="buffer">Takes the box with its header.</param>
    /// <param name="maxLength">Largest box that is taken.</param>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The box's type, or null at the end of the stream.</returns>
    /// <exception cref="CmafFormatException">The stream ends within the box, or the box is too large.</exception>
    public async ValueTask<uint?> ReadAsync(ArrayBufferWriter<byte> buffer, int maxLength, CancellationToken cancellationToken)
    {
        var got = await source.ReadAtLeastAsync(header, HeaderLength, throwOnEndOfStream: false, cancellationToken);
        if (got == 0)
        {
            return null;
        }

        if (got < HeaderLength)
        {
            throw CmafFormatException.Malformed("The stream ends within a box header", Offset);
        }

        var size = BinaryPrimitives.ReadUInt32BigEndian(header);
        var type = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(4));
        if (size < HeaderLength)
        {
            // 0 (to the end) and 1 (64 bits) have no place in a stream of small fragments.
            throw CmafFormatException.Unsupported($"Box '{BoxType.Name(type)}' of the size {size} in a stream", Offset);
        }

        if (size > maxLength)
        {
            throw new CmafFormatException(CmafFault.LimitExceeded, $"Box '{BoxType.Name(type)}' of {size} bytes is above the limit of {maxLength}", Offset);
        }

        buffer.Write(header);
        for (var left = (int)size - HeaderLength; left > 0;)
        {
            var memory = buffer.GetMemory(Math.Min(left, ReadLength));
            got = await source.ReadAsync(memory[..Math.Min(left, memory.Length)], cancellationToken);
            if (got == 0)
            {
                throw CmafFormatException.Malformed($"The stream ends within box '{BoxType.Name(type)}', {left} bytes early", Offset);
            }

            buffer.Advance(got);
            left -= got;
        }

        Offset += size;
        return type;
    }
}
