using Microsoft.Win32.SafeHandles;

namespace StreamVerse.Storage.Objects.Folder;

/// <summary>
/// The bytes of a file from an offset on, for so many. Reads are done at once, by whoever asks: Unix knows no other, so
/// .NET's asynchronous ones only hand the same read to another thread of the pool, which costs more than the read itself
/// while the file is in the page cache.
/// </summary>
/// <param name="file">The file; closed with the stream.</param>
/// <param name="offset">Where to begin.</param>
/// <param name="length">How many bytes there are from there on.</param>
internal sealed class FileReadStream(SafeFileHandle file, long offset, long length) : ForwardReadStream
{
    private long _offset = offset;
    private long _left = length;

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = RandomAccess.Read(file, buffer[..(int)Math.Min(buffer.Length, _left)], _offset);
            _offset += read;
            _left -= read;
            return read;
        }
        catch (Exception exception) when (FolderFaults.IsOfDisk(exception))
        {
            throw FolderFaults.Unavailable("reading an object", exception);
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled<int>(cancellationToken) : new ValueTask<int>(Read(buffer.Span));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
        }

        base.Dispose(disposing);
    }
}
