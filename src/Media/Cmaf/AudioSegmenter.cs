using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Cmaf;

/// <summary>
/// Cuts the fragmented MP4 file that an AAC encoder writes for a whole title into segments on the title's grid, while it
/// is being written. The priming access units, whose decode time is below 0, are dropped (an edit list that
/// says the same is honoured); the segments then begin at time 0 without an edit list. Holds one of the encoder's
/// fragments and one segment in memory.
/// </summary>
/// <remarks>
/// ffmpeg with <c>atrim=end_sample=M</c> gives exactly one priming access unit and ceil(M/1024) more, for every M that was
/// tried. So a missing one means that the encoder was cut off, and is an error; up to
/// <see cref="MaxSurplusFrames"/> more (encoders with a longer tail) are left out.
/// </remarks>
/// <param name="source">The encoder's output, from its first byte; it is not closed. It is read to its end.</param>
/// <param name="grid">The title's grid.</param>
public sealed class AudioSegmenter(Stream source, SegmentGrid grid)
{
    /// <summary>Largest fragment that the encoder may write: 16 MiB. Fragments of 4 s have some 100 KiB.</summary>
    public const int MaxFragmentLength = 16 << 20;

    /// <summary>Most priming access units that are dropped at the start.</summary>
    public const int MaxPrimingFrames = 4;

    /// <summary>Most access units that are dropped at the end.</summary>
    public const int MaxSurplusFrames = 2;

    private readonly BoxStream boxes = new(source);
    private readonly ArrayBufferWriter<byte> fragment = new();
    private readonly ArrayBufferWriter<byte> pending = new();
    private readonly List<int> pendingSizes = [];
    private InitSegment? init;
    private long nextFrame;

    /// <summary>Reads the init segment. To be called first, once.</summary>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>The init segment, without an edit list.</returns>
    /// <exception cref="CmafFormatException">The stream does not begin with an init segment of 48 kHz sound.</exception>
    public async Task<InitSegment> ReadInitAsync(CancellationToken cancellationToken)
    {
        var head = new ArrayBufferWriter<byte>();
        uint? type;
        do
        {
            type = await boxes.ReadAsync(head, InitSegment.MaxLength, cancellationToken);
        }
        while (type is not (null or BoxType.Moov) && head.WrittenCount <= InitSegment.MaxLength);

        var parsed = InitSegment.Parse(head.WrittenMemory);
        if (parsed.Kind != TrackKind.Audio || parsed.Timescale != SegmentGrid.AudioSampleRate || parsed.SampleRate != SegmentGrid.AudioSampleRate)
        {
            throw CmafFormatException.Mismatch(
                $"Sound of {SegmentGrid.AudioSampleRate} Hz in a timescale of the same was expected, this is {parsed.Codec} of {parsed.SampleRate} Hz in {parsed.Timescale}");
        }

        init = parsed with { Bytes = EditListRemover.Remove(parsed), HasEditList = false };
        return init;
    }

    /// <summary>Reads the segments, each as soon as it is complete. To be called once, after <see cref="ReadInitAsync"/>.</summary>
    /// <param name="cancellationToken">Stops the read.</param>
    /// <returns>All <see cref="SegmentGrid.SegmentCount"/> segments in order.</returns>
    /// <exception cref="CmafFormatException">The stream is damaged, has gaps, or has another number of access units than the grid.</exception>
    /// <exception cref="InvalidOperationException"><see cref="ReadInitAsync"/> has not been called.</exception>
    public async IAsyncEnumerable<AudioSegment> ReadSegmentsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var track = init ?? throw new InvalidOperationException($"Call {nameof(ReadInitAsync)} first");
        var index = 0;
        while (await ReadFragmentAsync(track, cancellationToken) is { } read)
        {
            for (var i = CheckStart(track, read); i < read.Samples.Length; i++)
            {
                var sample = read.Samples[i];
                if (nextFrame < grid.AudioFrameCount)
                {
                    pending.Write(read.Bytes.Span.Slice(sample.Offset, sample.Size));
                    pendingSizes.Add(sample.Size);
                }

                nextFrame++;
                while (index < grid.SegmentCount && nextFrame >= grid.AudioSegmentStartFrame(index + 1))
                {
                    yield return TakeSegment(track, index++);
                }
            }
        }

        if (nextFrame < grid.AudioFrameCount || nextFrame > grid.AudioFrameCount + MaxSurplusFrames)
        {
            throw CmafFormatException.Mismatch($"The encoder gave {nextFrame} access units of sound, the grid says {grid.AudioFrameCount}");
        }
    }

    private async ValueTask<MediaSegment?> ReadFragmentAsync(InitSegment track, CancellationToken cancellationToken)
    {
        uint? type;
        long offset;
        do
        {
            fragment.ResetWrittenCount();
            offset = boxes.Offset;
            type = await boxes.ReadAsync(fragment, MaxFragmentLength, cancellationToken);
            if (type is null)
            {
                return null;
            }
        }
        while (type is BoxType.Styp or BoxType.Sidx or BoxType.Free or BoxType.Skip or BoxType.Mfra);

        await boxes.ReadAsync(fragment, MaxFragmentLength, cancellationToken);
        return MediaSegment.Parse(track, fragment.WrittenMemory, offset);
    }

    // Returns how many samples at the start of the fragment are priming.
    private int CheckStart(InitSegment track, MediaSegment read)
    {
        var expected = nextFrame * SegmentGrid.AudioFrameSamples;
        var start = unchecked(read.DecodeTime - track.EditStart);
        var priming = 0;
        if (nextFrame == 0 && start < 0)
        {
            priming = (int)Math.Min(-(start / SegmentGrid.AudioFrameSamples), MaxPrimingFrames);
            expected = -priming * SegmentGrid.AudioFrameSamples;
        }

        if (start != expected || priming > read.Samples.Length)
        {
            throw new CmafFormatException(
                CmafFault.GridMismatch, $"Sound that must go on at sample {expected} goes on at {start}", read.Offset);
        }

        for (var i = 0; i < read.Samples.Length; i++)
        {
            // Only the title's last access unit may say that less than all of it is meant; the next fragment's start tells.
            if (read.Samples[i].Duration != SegmentGrid.AudioFrameSamples && i < read.Samples.Length - 1)
            {
                throw new CmafFormatException(
                    CmafFault.GridMismatch, $"Access unit {nextFrame + i - priming} lasts {read.Samples[i].Duration} samples instead of {SegmentGrid.AudioFrameSamples}", read.Offset);
            }
        }

        return priming;
    }

    private AudioSegment TakeSegment(InitSegment track, int index)
    {
        var first = grid.AudioSegmentStartFrame(index);
        var bytes = FragmentWriter.Write(
            (uint)index + 1,
            track.TrackId,
            first * SegmentGrid.AudioFrameSamples,
            SegmentGrid.AudioFrameSamples,
            0,
            CollectionsMarshal.AsSpan(pendingSizes),
            pending.WrittenSpan);
        var segment = new AudioSegment(index, first, pendingSizes.Count, bytes);
        pending.ResetWrittenCount();
        pendingSizes.Clear();
        return segment;
    }
}
