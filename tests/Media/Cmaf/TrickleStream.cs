namespace StreamVerse.Media.Tests.Cmaf;

/// <summary>Gives bytes in pieces of random length, as a pipe does, and tells how many were taken.</summary>
internal sealed class TrickleStream(ReadOnlyMemory<byte> bytes, int seed) : Stream
{
    private readonly Random random = new(seed);

    public int Taken { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var count = Math.Min(Math.Min(buffer.Length, bytes.Length - Taken), random.Next(1, 5000));
        bytes.Slice(Taken, count).CopyTo(buffer);
        Taken += count;
        return ValueTask.FromResult(count);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
