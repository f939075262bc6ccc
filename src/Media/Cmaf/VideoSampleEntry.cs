using System.Globalization;
using System.Text;

namespace StreamVerse.Media.Cmaf;

/// <summary>Reads a VisualSampleEntry (ISO/IEC 14496-12, section 12.1.3) and names its codec (RFC 6381 and the codecs' own annexes).</summary>
internal static class VideoSampleEntry
{
    private const int FieldsLength = 78;
    private const uint NclxColour = 0x6E636C78;

    public static InitSegment Parse(ref BoxReader reader, in Box entry)
    {
        var fields = reader.Fields(entry);
        fields.Skip(24);
        var width = fields.ReadUInt16();
        var height = fields.ReadUInt16();
        var configType = entry.Type switch
        {
            BoxType.Avc1 or BoxType.Avc3 => BoxType.AvcC,
            BoxType.Hvc1 or BoxType.Hev1 => BoxType.HvcC,
            BoxType.Av01 => BoxType.Av1C,
            _ => throw CmafFormatException.Unsupported($"Video codec '{BoxType.Name(entry.Type)}'", entry.Start),
        };
        var config = reader.Fields(reader.Children(entry, FieldsLength).Require(configType, entry));
        var (codec, nalLengthSize) = configType switch
        {
            BoxType.AvcC => Avc(config, entry.Type),
            BoxType.HvcC => Hevc(config, entry.Type),
            _ => (Av1(config, Colour(ref reader, entry)), 0),
        };
        return new InitSegment
        {
            Bytes = default,
            Kind = TrackKind.Video,
            TrackId = 0,
            Timescale = 1,
            Codec = codec,
            Width = width,
            Height = height,
            NalLengthSize = nalLengthSize,
        };
    }

    // ISO/IEC 14496-15, section 5.3.3: version, profile, compatibility, level, 6 reserved bits and length size minus one.
    private static (string Codec, int NalLengthSize) Avc(ByteCursor config, uint entryType)
    {
        var head = config.Take(5);
        return ($"{BoxType.Name(entryType)}.{head[1]:x2}{head[2]:x2}{head[3]:x2}", (head[4] & 3) + 1);
    }

    // ISO/IEC 14496-15, section 8.3.3 and annex E.3: hvc1.[space]profile.compatibility.tier level[.constraints].
    private static (string Codec, int NalLengthSize) Hevc(ByteCursor config, uint entryType)
    {
        config.Skip(1);
        var profile = config.ReadByte();
        var compatibility = config.ReadUInt32();
        var constraints = config.Take(6);
        var level = config.ReadByte();
        config.Skip(8);
        var nalLengthSize = (config.ReadByte() & 3) + 1;

        var reversed = 0u;
        for (var bit = 0; bit < 32; bit++)
        {
            reversed |= ((compatibility >> bit) & 1) << (31 - bit);
        }

        string[] spaces = ["", "A", "B", "C"];
        var name = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"{BoxType.Name(entryType)}.{spaces[profile >> 6]}{profile & 31}.{reversed:X}.{((profile & 32) == 0 ? 'L' : 'H')}{level}");
        for (var i = 0; i <= constraints.LastIndexOfAnyExcept((byte)0); i++)
        {
            name.Append(CultureInfo.InvariantCulture, $".{constraints[i]:X}");
        }

        return (name.ToString(), nalLengthSize);
    }

    // AV1 in ISOBMFF, sections 2.3.3 and 5: the long form where the colour is not plain BT.709 4:2:0.
    private static string Av1(ByteCursor config, (ushort Primaries, ushort Transfer, ushort Matrix, bool FullRange)? colour)
    {
        config.Skip(1);
        var profileLevel = config.ReadByte();
        var flags = config.ReadByte();
        var depth = (flags & 0x40) == 0 ? 8 : (flags & 0x20) == 0 ? 10 : 12;
        var tier = (flags & 0x80) == 0 ? 'M' : 'H';
        var name = string.Create(CultureInfo.InvariantCulture, $"av01.{profileLevel >> 5}.{profileLevel & 31:D2}{tier}.{depth:D2}");
        var monochrome = (flags >> 4) & 1;
        var subsampling = $"{(flags >> 3) & 1}{(flags >> 2) & 1}{((flags & 0x0C) == 0x0C ? flags & 3 : 0)}";
        var (primaries, transfer, matrix, fullRange) = colour ?? (1, 1, 1, false);
        return (monochrome, subsampling, primaries, transfer, matrix, fullRange) == (0, "110", 1, 1, 1, false)
            ? name
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{name}.{monochrome}.{subsampling}.{primaries:D2}.{transfer:D2}.{matrix:D2}.{(fullRange ? 1 : 0)}");
    }

    private static (ushort Primaries, ushort Transfer, ushort Matrix, bool FullRange)? Colour(ref BoxReader reader, in Box entry)
    {
        var boxes = reader.Children(entry, FieldsLength);
        while (boxes.TryRead(out var box))
        {
            if (box.Type != BoxType.Colr)
            {
                continue;
            }

            var fields = reader.Fields(box);
            if (fields.ReadUInt32() == NclxColour)
            {
                return (fields.ReadUInt16(), fields.ReadUInt16(), fields.ReadUInt16(), (fields.ReadByte() & 0x80) != 0);
            }
        }

        return null;
    }
}
