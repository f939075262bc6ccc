using System.Text;

namespace StreamVerse.Encoding.Inspection;

/// <summary>Recognises what people upload by mistake, from a file's first bytes.</summary>
internal static class Signatures
{
    private static readonly (byte[] Bytes, string Kind)[] Known =
    [
        ("PK"u8.ToArray(), "a zip archive or an office document"),
        ("%PDF"u8.ToArray(), "a PDF document"),
        ("Rar!"u8.ToArray(), "a RAR archive"),
        ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive"),
        ([0x1F, 0x8B], "a gzip archive"),
        ([0x7F, 0x45, 0x4C, 0x46], "a program"),
        ("MZ"u8.ToArray(), "a program"),
        ([0x89, 0x50, 0x4E, 0x47], "a picture"),
        ([0xFF, 0xD8, 0xFF], "a picture"),
        ("GIF8"u8.ToArray(), "a picture"),
    ];

    private static readonly string[] FirstBoxes = ["ftyp", "moov", "mdat", "free", "skip", "wide", "pnot", "styp", "uuid"];

    /// <summary>What a file is, for people; null where it is not recognised.</summary>
    public static string? Describe(ReadOnlySpan<byte> sample)
    {
        foreach (var (bytes, kind) in Known)
        {
            if (sample.StartsWith(bytes))
            {
                return kind;
            }
        }

        return IsText(sample) ? "a text file" : null;
    }

    /// <summary>Whether a file begins as MP4 and QuickTime files do (ISO/IEC 14496-12).</summary>
    public static bool IsIsoMedia(ReadOnlySpan<byte> sample) =>
        sample.Length >= 8 && FirstBoxes.Contains(System.Text.Encoding.Latin1.GetString(sample.Slice(4, 4)));

    private static bool IsText(ReadOnlySpan<byte> sample)
    {
        foreach (var rune in System.Text.Encoding.UTF8.GetString(sample).EnumerateRunes())
        {
            // A sample may end within a character: one replacement at its end is no sign of anything.
            if (Rune.IsControl(rune) && rune.Value is not ('\t' or '\n' or '\r' or '\f'))
            {
                return false;
            }
        }

        return System.Text.Encoding.UTF8.GetString(sample).Count(character => character == '\uFFFD') <= 1;
    }
}
