using System.Buffers.Binary;

namespace StreamVerse.Encoding.Tests.Sources;

/// <summary>Makes a QuickTime file whose media stand in another file: only the index, with an external data reference.</summary>
internal static class MovReference
{
    /// <summary>Takes the index (moov) of a file and points it to <paramref name="target"/>.</summary>
    public static byte[] Make(byte[] movie, string target)
    {
        var index = movie.AsSpan(movie.AsSpan().IndexOf("moov"u8) - 4).ToArray();
        var at = index.AsSpan().IndexOf("dref"u8) - 4;
        var size = BinaryPrimitives.ReadInt32BigEndian(index.AsSpan(at));
        var reference = Reference(target);
        var grown = reference.Length - size;
        byte[] result = [.. index[..at], .. reference, .. index[(at + size)..]];
        foreach (var box in new[] { "moov", "trak", "mdia", "minf", "dinf" })
        {
            // Each is the one around the reference: the file has a single track.
            var start = result.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(box)) - 4;
            BinaryPrimitives.WriteInt32BigEndian(result.AsSpan(start), BinaryPrimitives.ReadInt32BigEndian(result.AsSpan(start)) + grown);
        }

        return [.. "\0\0\0\u0014ftypqt  \0\0\u0002\0qt  "u8.ToArray(), .. result];
    }

    private static byte[] Reference(string target)
    {
        // An alias record (Inside Macintosh: Files): volume and name, then tagged fields; 2 is the path, 18 the POSIX path.
        var path = System.Text.Encoding.UTF8.GetBytes(target);
        var body = new List<byte>();
        body.AddRange(new byte[6 + 2 + 2]);
        body.AddRange(new byte[28 + 4 + 4 + 64 + 4 + 4 + 4 + 4 + 4]);
        body[10] = 4;
        body.AddRange([0, 1, 0, 1]);
        body.AddRange(new byte[16]);
        foreach (var tag in new byte[] { 2, 18 })
        {
            body.AddRange([0, tag, (byte)(path.Length >> 8), (byte)path.Length, .. path]);
            if ((path.Length & 1) != 0)
            {
                body.Add(0);
            }
        }

        body.AddRange([0xFF, 0xFF, 0, 0]);
        byte[] entry = [.. BigEndian(12 + body.Count), .. "alis"u8, 0, 0, 0, 0, .. body];
        return [.. BigEndian(16 + entry.Length), .. "dref"u8, 0, 0, 0, 0, 0, 0, 0, 1, .. entry];
    }

    private static byte[] BigEndian(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }
}
