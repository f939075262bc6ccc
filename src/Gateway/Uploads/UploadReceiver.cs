using System.Buffers;
using System.Collections.Immutable;
using CommunityToolkit.HighPerformance;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Gateway.Uploads;

/// <summary>
/// Moves a request's body into parts of the upload's multipart object. Every full part is stored and committed, so a
/// crash loses at most one part; what is left at the end of a request goes into a tail object and is read back first
/// next time.
/// </summary>
internal sealed class UploadReceiver(IGrainFactory grains, IObjectStore objects, ActiveUploads active, UploadSlots slots, IOptions<GatewayOptions> options, TimeProvider clock)
{
    private const int LargestPooledPart = 64 << 20;
    private const int PooledParts = 4;
    private static readonly PutOptions TailOptions = new("application/octet-stream");

    /// <summary>The shared pool would keep one part for every thread that ever gave one back.</summary>
    private readonly ArrayPool<byte> _parts = ArrayPool<byte>.Create(LargestPooledPart, PooledParts);

    /// <summary>Receives a body.</summary>
    /// <param name="uploadId">The upload.</param>
    /// <param name="expectedOffset">Where the client says that its bytes begin.</param>
    /// <param name="request">The request.</param>
    /// <returns>How far the upload is now.</returns>
    public async Task<UploadView> ReceiveAsync(Guid uploadId, long expectedOffset, HttpRequest request)
    {
        using var checksum = UploadChecksum.Parse(request);

        // In this order: a client that comes again takes the place of its own old connection.
        using var connection = await active.EnterAsync(uploadId, request.HttpContext.RequestAborted);
        using var slot = slots.Take();
        var upload = grains.GetGrain<IUploadGrain>(uploadId);
        var lease = await upload.AcquireWriter();
        if (expectedOffset != lease.Offset)
        {
            throw new TusException(StatusCodes.Status409Conflict, "upload-offset", $"The upload is at {lease.Offset} bytes, not at {expectedOffset}. Ask with HEAD and go on from there.");
        }

        if (request.ContentLength > lease.Length - lease.Offset)
        {
            throw TooMuch();
        }

        if (lease.Offset == lease.Length)
        {
            return await upload.Get();
        }

        var buffer = _parts.Rent(lease.PartSize);
        try
        {
            return await ReceiveAsync(upload, lease, buffer.AsMemory(0, lease.PartSize), request.Body, checksum, connection.Ended);
        }
        catch (MultipartNotFoundException)
        {
            throw new TusException(StatusCodes.Status410Gone, "upload-over", "The upload was completed or given up meanwhile. Ask with HEAD which.");
        }
        finally
        {
            _parts.Return(buffer);
        }
    }

    private async Task<UploadView> ReceiveAsync(IUploadGrain upload, UploadWriterLease lease, Memory<byte> part, Stream body, UploadChecksum? checksum, CancellationToken ended)
    {
        var source = new ObjectKey(Buckets.Content, lease.SourcePath);
        var filled = await ReadTailAsync(lease, part);
        var offset = lease.Offset;
        var receipts = ImmutableArray<string>.Empty;
        var isOver = false;
        while (!isOver)
        {
            // The connection may be gone; what has arrived until then is kept.
            var end = (int)Math.Min(part.Length, filled + lease.Length - offset);
            var read = await TryReadAsync(body, part[filled..end], ended);
            isOver = read == 0;
            checksum?.Append(part.Span.Slice(filled, read));
            filled += read;
            offset += read;
            if (filled == part.Length || (offset == lease.Length && filled > 0))
            {
                var place = new MultipartPart((int)((offset - 1) / part.Length) + 1, lease.Token);
                receipts = receipts.Add(await objects.PutPartAsync(source, lease.MultipartId, place, part[..filled], CancellationToken.None));
                filled = 0;

                // Bytes under a checksum count only when all of them have arrived and match.
                if (checksum is null && offset < lease.Length)
                {
                    await upload.Commit(lease.Token, offset, 0, receipts);
                    receipts = [];
                }
            }

            if (offset == lease.Length)
            {
                if (await TryReadAsync(body, new byte[1], ended) > 0)
                {
                    throw TooMuch();
                }

                isOver = true;
            }
        }

        checksum?.ThrowIfDifferent();
        if (filled > 0)
        {
            await using var tail = part[..filled].AsStream();
            await objects.PutAsync(new ObjectKey(Buckets.Content, lease.NextTailPath), tail, TailOptions, CancellationToken.None);
        }

        return await upload.Commit(lease.Token, offset, filled, receipts);
    }

    private async Task<int> ReadTailAsync(UploadWriterLease lease, Memory<byte> part)
    {
        if (lease.TailPath is null)
        {
            return 0;
        }

        await using var tail = await objects.OpenReadAsync(new ObjectKey(Buckets.Content, lease.TailPath), range: null, CancellationToken.None)
            ?? throw new InvalidOperationException($"The tail {lease.TailPath} of an upload is missing.");
        await tail.Content.ReadExactlyAsync(part[..(int)lease.TailBytes]);
        return (int)lease.TailBytes;
    }

    /// <summary>Reads what has arrived; 0 where the body ends, the client is gone, or nothing has come for too long.</summary>
    private async Task<int> TryReadAsync(Stream body, Memory<byte> target, CancellationToken ended)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ended);
        using var timer = clock.CreateTimer(static source => ((CancellationTokenSource)source!).Cancel(), patience, options.Value.UploadReadTimeout, Timeout.InfiniteTimeSpan);
        try
        {
            return await body.ReadAsync(target, patience.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException or Microsoft.AspNetCore.Connections.ConnectionResetException)
        {
            return 0;
        }
    }

    private static TusException TooMuch() =>
        new(StatusCodes.Status413PayloadTooLarge, "upload-length", "The body has more bytes than the upload has left. Send no more than Upload-Length says.");
}
