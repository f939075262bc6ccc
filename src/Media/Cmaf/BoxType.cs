namespace StreamVerse.Media.Cmaf;

/// <summary>Four-character codes of the boxes that the packager reads or writes, as big-endian numbers.</summary>
internal static class BoxType
{
    public const uint Ftyp = 0x66747970;
    public const uint Styp = 0x73747970;
    public const uint Sidx = 0x73696478;
    public const uint Free = 0x66726565;
    public const uint Skip = 0x736B6970;
    public const uint Mfra = 0x6D667261;
    public const uint Moov = 0x6D6F6F76;
    public const uint Trak = 0x7472616B;
    public const uint Tkhd = 0x746B6864;
    public const uint Edts = 0x65647473;
    public const uint Elst = 0x656C7374;
    public const uint Mdia = 0x6D646961;
    public const uint Mdhd = 0x6D646864;
    public const uint Hdlr = 0x68646C72;
    public const uint Minf = 0x6D696E66;
    public const uint Stbl = 0x7374626C;
    public const uint Stsd = 0x73747364;
    public const uint Mvex = 0x6D766578;
    public const uint Trex = 0x74726578;
    public const uint Moof = 0x6D6F6F66;
    public const uint Mfhd = 0x6D666864;
    public const uint Traf = 0x74726166;
    public const uint Tfhd = 0x74666864;
    public const uint Tfdt = 0x74666474;
    public const uint Trun = 0x7472756E;
    public const uint Mdat = 0x6D646174;
    public const uint Uuid = 0x75756964;
    public const uint Avc1 = 0x61766331;
    public const uint Avc3 = 0x61766333;
    public const uint AvcC = 0x61766343;
    public const uint Hvc1 = 0x68766331;
    public const uint Hev1 = 0x68657631;
    public const uint HvcC = 0x68766343;
    public const uint Av01 = 0x61763031;
    public const uint Av1C = 0x61763143;
    public const uint Colr = 0x636F6C72;
    public const uint Mp4a = 0x6D703461;
    public const uint Esds = 0x65736473;

    /// <summary>The code as people write it; characters that do not print become dots.</summary>
    public static string Name(uint type) => string.Create(4, type, static (name, code) =>
    {
        for (var i = 0; i < 4; i++)
        {
            var character = (char)(byte)(code >> (24 - (8 * i)));
            name[i] = char.IsAsciiLetterOrDigit(character) || character is ' ' or '-' or '.' ? character : '.';
        }
    });
}
