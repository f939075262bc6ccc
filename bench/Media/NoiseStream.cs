namespace StreamVerse.Bench.Media;

/// <summary>Bytes that look like a video for their first part and like nothing afterwards.</summary>
/// <param name="head">The first bytes.</param>
internal sealed class NoiseStream(byte[] head) : Stream
{
    private const int Seed = 20261122;
    private readonly byte[] _noise = Noise();
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        var from = _position < head.Length ? head.AsSpan((int)_position) : _noise.AsSpan((int)(_position % _noise.Length));
        var read = Math.Min(count, from.Length);
        from[..read].CopyTo(buffer.AsSpan(offset));
        _position += read;
        return read;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private static byte[] Noise()
    {
        var noise = new byte[1 << 20];
        new Random(Seed).NextBytes(noise);
        return noise;
    }
}
