namespace StreamVerse.Media.Cmaf;

/// <summary>Reads <see cref="InitSegment"/>.</summary>
internal static class InitSegmentParser
{
    private const uint VideoHandler = 0x76696465;
    private const uint SoundHandler = 0x736F756E;

    public static InitSegment Parse(ReadOnlyMemory<byte> file)
    {
        var reader = new BoxReader(file.Span, 0);
        if (!reader.TryRead(out var ftyp) || ftyp.Type != BoxType.Ftyp)
        {
            throw CmafFormatException.Malformed("An init segment must begin with the box 'ftyp'", 0);
        }

        var moov = reader.Require(BoxType.Moov, ftyp);
        if (moov.End > InitSegment.MaxLength)
        {
            throw new CmafFormatException(CmafFault.LimitExceeded, $"The init segment is longer than {InitSegment.MaxLength} bytes", moov.Start);
        }

        Box? track = null;
        Box? extends = null;
        var boxes = reader.Children(moov);
        while (boxes.TryRead(out var box))
        {
            if (box.Type == BoxType.Trak)
            {
                track = track is null ? box : throw CmafFormatException.Unsupported("A CMAF file has one track, this one has more", box.Start);
            }
            else if (box.Type == BoxType.Mvex)
            {
                extends = box;
            }
        }

        if (track is not { } trak || extends is not { } mvex)
        {
            throw CmafFormatException.Malformed("Box 'moov' of a fragmented file must have a 'trak' and an 'mvex'", moov.Start);
        }

        var init = ParseTrack(ref reader, trak) with { Bytes = file[..moov.End] };
        return init with { Defaults = ParseDefaults(ref reader, mvex, init.TrackId) };
    }

    private static InitSegment ParseTrack(ref BoxReader reader, in Box trak)
    {
        Box? header = null;
        Box? media = null;
        Box? edits = null;
        var boxes = reader.Children(trak);
        while (boxes.TryRead(out var box))
        {
            switch (box.Type)
            {
                case BoxType.Tkhd:
                    header = box;
                    break;
                case BoxType.Mdia:
                    media = box;
                    break;
                case BoxType.Edts:
                    edits = box;
                    break;
            }
        }

        if (header is not { } tkhd || media is not { } mdia)
        {
            throw CmafFormatException.Malformed("Box 'trak' must have a 'tkhd' and an 'mdia'", trak.Start);
        }

        var fields = reader.Fields(tkhd);
        fields.Skip(fields.ReadUInt32() >> 24 == 1 ? 16 : 8);
        return ParseMedia(ref reader, mdia) with
        {
            TrackId = fields.ReadUInt32(),
            HasEditList = edits is not null,
            EditStart = edits is { } edts ? ParseEditStart(ref reader, edts) : 0,
        };
    }

    // ISO/IEC 14496-12, section 8.6.6: one edit that leaves out what comes before its media time is all that an encoder's
    // delay needs; empty and further edits would change the timeline.
    private static long ParseEditStart(ref BoxReader reader, in Box edts)
    {
        var elst = reader.Children(edts).Require(BoxType.Elst, edts);
        var fields = reader.Fields(elst);
        var isLong = fields.ReadUInt32() >> 24 == 1;
        if (fields.ReadUInt32() != 1)
        {
            throw CmafFormatException.Unsupported("An edit list of other than one edit", elst.Start);
        }

        fields.Skip(isLong ? 8 : 4);
        var start = isLong ? (long)fields.ReadUInt64() : fields.ReadInt32();
        return start >= 0 ? start : throw CmafFormatException.Unsupported("An empty edit", elst.Start);
    }

    private static InitSegment ParseMedia(ref BoxReader reader, in Box mdia)
    {
        var mdhd = reader.Children(mdia).Require(BoxType.Mdhd, mdia);
        var fields = reader.Fields(mdhd);
        fields.Skip(fields.ReadUInt32() >> 24 == 1 ? 16 : 8);
        var timescale = fields.ReadUInt32();
        if (timescale is 0 or > int.MaxValue)
        {
            throw CmafFormatException.Malformed($"Box 'mdhd' has the impossible timescale {timescale}", mdhd.Start);
        }

        var hdlr = reader.Children(mdia).Require(BoxType.Hdlr, mdia);
        fields = reader.Fields(hdlr);
        fields.Skip(8);
        var kind = fields.ReadUInt32() switch
        {
            VideoHandler => TrackKind.Video,
            SoundHandler => TrackKind.Audio,
            var other => throw CmafFormatException.Unsupported($"Track of the kind '{BoxType.Name(other)}'", hdlr.Start),
        };

        var minf = reader.Children(mdia).Require(BoxType.Minf, mdia);
        var stbl = reader.Children(minf).Require(BoxType.Stbl, minf);
        var stsd = reader.Children(stbl).Require(BoxType.Stsd, stbl);
        var entries = reader.Children(stsd, 8);
        if (!entries.TryRead(out var entry) || entries.TryRead(out _))
        {
            throw CmafFormatException.Unsupported("Box 'stsd' must have exactly one sample entry", stsd.Start);
        }

        var init = kind == TrackKind.Video ? VideoSampleEntry.Parse(ref reader, entry) : AudioSampleEntry.Parse(ref reader, entry);
        return init with { Timescale = (int)timescale };
    }

    private static SampleDefaults ParseDefaults(ref BoxReader reader, in Box mvex, uint trackId)
    {
        var boxes = reader.Children(mvex);
        while (boxes.TryRead(out var box))
        {
            if (box.Type != BoxType.Trex)
            {
                continue;
            }

            var fields = reader.Fields(box);
            fields.Skip(4);
            if (fields.ReadUInt32() == trackId)
            {
                fields.Skip(4);
                return new SampleDefaults(fields.ReadUInt32(), fields.ReadUInt32(), fields.ReadUInt32());
            }
        }

        throw CmafFormatException.Malformed($"Box 'mvex' lacks a 'trex' for track {trackId}", mvex.Start);
    }
}
