using System.Net;

namespace StreamVerse.Bench.Clients;

/// <summary>The next so many bytes of a stream, as a request's body.</summary>
internal sealed class PieceContent(Stream source, int length) : HttpContent
{
    private const int BufferSize = 1 << 18;

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
    {
        var buffer = new byte[BufferSize];
        for (var left = length; left > 0;)
        {
            var read = await source.ReadAsync(buffer.AsMemory(0, Math.Min(left, buffer.Length)));
            if (read == 0)
            {
                throw new EndOfStreamException($"The source ended {left} bytes early.");
            }

            await stream.WriteAsync(buffer.AsMemory(0, read));
            left -= read;
        }
    }

    protected override bool TryComputeLength(out long length1)
    {
        length1 = length;
        return true;
    }
}
