using System.Buffers;
using System.Net;

namespace StreamVerse.Storage.Objects.S3;

/// <summary>A body read from our caller's stream, which it neither closes nor blames on the store when it fails.</summary>
internal sealed class SourceContent(Stream source, long start, long length) : HttpContent
{
    private const int CopyBytes = 256 * 1024;

    /// <summary>What the caller's stream threw.</summary>
    public Exception? Fault { get; private set; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(CopyBytes);
        try
        {
            source.Position = start;
            int read;
            while ((read = await ReadAsync(buffer, cancellationToken)) > 0)
            {
                await stream.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }

    private async ValueTask<int> ReadAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellationToken);
        }
        catch (Exception exception)
        {
            Fault = exception;
            throw;
        }
    }
}
