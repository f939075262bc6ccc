using System.Globalization;

namespace StreamVerse.Media.Cmaf;

/// <summary>Reads an AudioSampleEntry with an MPEG-4 elementary stream descriptor (ISO/IEC 14496-14, section 6.7; 14496-1, section 7.2.6).</summary>
internal static class AudioSampleEntry
{
    private const int FieldsLength = 28;
    private const byte StreamDescriptor = 3;
    private const byte DecoderConfigDescriptor = 4;
    private const byte DecoderSpecificDescriptor = 5;
    private const byte Mpeg4Audio = 0x40;

    public static InitSegment Parse(ref BoxReader reader, in Box entry)
    {
        if (entry.Type != BoxType.Mp4a)
        {
            throw CmafFormatException.Unsupported($"Audio codec '{BoxType.Name(entry.Type)}'", entry.Start);
        }

        var fields = reader.Fields(entry);
        fields.Skip(8);
        if (fields.ReadUInt16() != 0)
        {
            throw CmafFormatException.Unsupported("Box 'mp4a' in QuickTime's own form", entry.Start);
        }

        fields.Skip(6);
        var channels = (int)fields.ReadUInt16();
        var esds = reader.Children(entry, FieldsLength).Require(BoxType.Esds, entry);
        var (objectType, config) = ReadDescriptors(reader.Fields(esds));
        var codec = $"mp4a.{objectType:X2}";
        var sampleRate = 0;
        if (objectType == Mpeg4Audio)
        {
            var specific = AudioSpecificConfig.Parse(config, reader.OffsetOf(esds));
            codec = string.Create(CultureInfo.InvariantCulture, $"mp4a.40.{specific.ObjectType}");
            sampleRate = specific.SampleRate;
            // The sample entry of an MP4 file says 2 whatever the sound has; only configuration 0 (a list in the stream) leaves us that.
            channels = specific.Channels == 0 ? channels : specific.Channels;
        }

        return new InitSegment
        {
            Bytes = default,
            Kind = TrackKind.Audio,
            TrackId = 0,
            Timescale = 1,
            Codec = codec,
            Channels = channels,
            SampleRate = sampleRate,
        };
    }

    private static (byte ObjectType, ReadOnlyMemory<byte> Config) ReadDescriptors(ByteCursor fields)
    {
        fields.Skip(4);
        EnterDescriptor(ref fields, StreamDescriptor);
        fields.Skip(2);
        var flags = fields.ReadByte();
        fields.Skip((flags & 0x80) != 0 ? 2 : 0);
        fields.Skip((flags & 0x40) != 0 ? fields.ReadByte() : 0);
        fields.Skip((flags & 0x20) != 0 ? 2 : 0);
        EnterDescriptor(ref fields, DecoderConfigDescriptor);
        var objectType = fields.ReadByte();
        fields.Skip(12);
        if (objectType != Mpeg4Audio)
        {
            return (objectType, default);
        }

        var length = EnterDescriptor(ref fields, DecoderSpecificDescriptor);
        return (objectType, fields.Take(length).ToArray());
    }

    private static int EnterDescriptor(ref ByteCursor fields, byte tag)
    {
        var offset = fields.Offset;
        var found = fields.ReadByte();
        var length = 0;
        byte part;
        var parts = 0;
        do
        {
            part = fields.ReadByte();
            length = (length << 7) | (part & 0x7F);
        }
        while ((part & 0x80) != 0 && ++parts < 4);

        return found == tag && length <= fields.Left
            ? length
            : throw CmafFormatException.Malformed($"Box 'esds' must have a descriptor {tag} here and has {found} of {length} bytes", offset);
    }
}
