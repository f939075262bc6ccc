using System.Collections.Immutable;

namespace StreamVerse.Media.Cmaf;

/// <summary>Reads <see cref="MediaSegment"/> (ISO/IEC 14496-12, sections 8.8.4 to 8.8.12, as narrowed by CMAF).</summary>
internal static class FragmentParser
{
    private const uint BaseDataOffsetPresent = 0x01;
    private const uint DescriptionIndexPresent = 0x02;
    private const uint DefaultDurationPresent = 0x08;
    private const uint DefaultSizePresent = 0x10;
    private const uint DefaultFlagsPresent = 0x20;

    public static MediaSegment Parse(InitSegment init, ReadOnlyMemory<byte> bytes, long offset)
    {
        var reader = new BoxReader(bytes.Span, offset);
        if (!reader.TryRead(out var moof) || moof.Type != BoxType.Moof)
        {
            throw CmafFormatException.Malformed("A segment must begin with the box 'moof'", offset);
        }

        if (!reader.TryRead(out var mdat) || mdat.Type != BoxType.Mdat || mdat.ReachesToEnd || reader.TryRead(out _))
        {
            throw CmafFormatException.Malformed("Box 'moof' must be followed by one 'mdat' of a known size and nothing else", offset + moof.Start);
        }

        var fields = reader.Fields(reader.Children(moof).Require(BoxType.Mfhd, moof));
        fields.Skip(4);
        var sequenceNumber = fields.ReadUInt32();

        var boxes = reader.Children(moof);
        var traf = boxes.Require(BoxType.Traf, moof);
        while (boxes.TryRead(out var other))
        {
            if (other.Type == BoxType.Traf)
            {
                throw CmafFormatException.Unsupported("A CMAF fragment has one track, this one has more", reader.OffsetOf(other));
            }
        }

        var defaults = ParseHeader(init, ref reader, reader.Children(traf).Require(BoxType.Tfhd, traf));
        fields = reader.Fields(reader.Children(traf).Require(BoxType.Tfdt, traf));
        var decodeTime = fields.ReadUInt32() >> 24 == 0 ? fields.ReadUInt32() : (long)fields.ReadUInt64();
        var (samples, duration) = ParseSamples(ref reader, traf, mdat, defaults);
        return new MediaSegment(bytes, offset, sequenceNumber, decodeTime, duration, samples);
    }

    private static SampleDefaults ParseHeader(InitSegment init, ref BoxReader reader, in Box tfhd)
    {
        var fields = reader.Fields(tfhd);
        var flags = fields.ReadUInt32() & 0xFF_FFFF;
        var trackId = fields.ReadUInt32();
        if (trackId != init.TrackId)
        {
            throw CmafFormatException.Malformed($"Box 'tfhd' is of track {trackId}, the init segment of track {init.TrackId}", reader.OffsetOf(tfhd));
        }

        if ((flags & BaseDataOffsetPresent) != 0)
        {
            throw CmafFormatException.Unsupported("Box 'tfhd' has an absolute data offset, which CMAF forbids", reader.OffsetOf(tfhd));
        }

        fields.Skip((flags & DescriptionIndexPresent) != 0 ? 4 : 0);
        return new SampleDefaults(
            (flags & DefaultDurationPresent) != 0 ? fields.ReadUInt32() : init.Defaults.Duration,
            (flags & DefaultSizePresent) != 0 ? fields.ReadUInt32() : init.Defaults.Size,
            (flags & DefaultFlagsPresent) != 0 ? fields.ReadUInt32() : init.Defaults.Flags);
    }

    private static (ImmutableArray<FragmentSample> Samples, long Duration) ParseSamples(
        ref BoxReader reader, in Box traf, in Box mdat, SampleDefaults defaults)
    {
        var samples = ImmutableArray.CreateBuilder<FragmentSample>();
        long position = mdat.BodyStart;
        long duration = 0;
        var boxes = reader.Children(traf);
        while (boxes.TryRead(out var box))
        {
            if (box.Type != BoxType.Trun)
            {
                continue;
            }

            var run = new TrackRun(reader.Fields(box), defaults);
            position = run.DataOffset ?? position;
            if (run.Count > MediaSegment.MaxSamples - samples.Count)
            {
                throw new CmafFormatException(
                    CmafFault.LimitExceeded, $"Box 'trun' makes more than {MediaSegment.MaxSamples} samples", reader.OffsetOf(box));
            }

            samples.Capacity = Math.Max(samples.Capacity, samples.Count + run.Count);
            for (var i = 0; i < run.Count; i++)
            {
                var sample = run.Next();
                if (position < mdat.BodyStart || position + sample.Size > mdat.End)
                {
                    throw CmafFormatException.Malformed($"Box 'trun' has sample {samples.Count} outside of the 'mdat'", reader.OffsetOf(box));
                }

                samples.Add(new FragmentSample((int)position, (int)sample.Size, sample.Duration, sample.Flags, sample.CompositionOffset));
                position += sample.Size;
                duration += sample.Duration;
            }
        }

        return (samples.DrainToImmutable(), duration);
    }
}
