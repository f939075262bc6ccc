namespace StreamVerse.Media.Cmaf;

/// <summary>Reads a <c>trun</c> sample by sample (ISO/IEC 14496-12, section 8.8.8).</summary>
internal ref struct TrackRun
{
    private const uint DataOffsetPresent = 0x001;
    private const uint FirstFlagsPresent = 0x004;
    private const uint DurationPresent = 0x100;
    private const uint SizePresent = 0x200;
    private const uint FlagsPresent = 0x400;
    private const uint CompositionPresent = 0x800;

    private readonly SampleDefaults defaults;
    private readonly uint flags;
    private ByteCursor fields;
    private uint? firstFlags;

    public TrackRun(ByteCursor fields, SampleDefaults defaults)
    {
        this.defaults = defaults;
        flags = fields.ReadUInt32() & 0xFF_FFFF;
        var offset = fields.Offset;
        var count = fields.ReadUInt32();
        DataOffset = (flags & DataOffsetPresent) != 0 ? fields.ReadInt32() : null;
        firstFlags = (flags & FirstFlagsPresent) != 0 ? fields.ReadUInt32() : null;
        var width = 0;
        for (var field = DurationPresent; field <= CompositionPresent; field <<= 1)
        {
            width += (flags & field) != 0 ? 4 : 0;
        }

        // Checked before anything is reserved for the samples.
        if ((ulong)count * (ulong)width > (ulong)fields.Left)
        {
            throw CmafFormatException.Malformed($"Box 'trun' says {count} samples and has no room for them", offset);
        }

        Count = count <= MediaSegment.MaxSamples
            ? (int)count
            : throw new CmafFormatException(CmafFault.LimitExceeded, $"Box 'trun' has more than {MediaSegment.MaxSamples} samples", offset);
        this.fields = fields;
    }

    /// <summary>Samples of the run.</summary>
    public int Count { get; }

    /// <summary>Where the samples begin, from the first byte of the <c>moof</c>; null where they follow the previous run's.</summary>
    public int? DataOffset { get; }

    /// <summary>Reads the next sample's fields; at most <see cref="Count"/> times.</summary>
    public (uint Size, uint Duration, uint Flags, int CompositionOffset) Next()
    {
        var duration = (flags & DurationPresent) != 0 ? fields.ReadUInt32() : defaults.Duration;
        var size = (flags & SizePresent) != 0 ? fields.ReadUInt32() : defaults.Size;
        var sampleFlags = (flags & FlagsPresent) != 0 ? fields.ReadUInt32() : defaults.Flags;
        var composition = (flags & CompositionPresent) != 0 ? fields.ReadInt32() : 0;
        sampleFlags = firstFlags ?? sampleFlags;
        firstFlags = null;
        return (size, duration, sampleFlags, composition);
    }
}
