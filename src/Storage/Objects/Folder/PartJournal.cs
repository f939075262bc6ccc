using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace StreamVerse.Storage.Objects.Folder;

/// <summary>
/// Which parts are whole, one line each, appended only after the part's bytes are flushed: <c>place fence length;</c>.
/// The last line of a place counts; length 0 says that the part is being replaced. A line that a crash or a full disk cut
/// off lacks its semicolon and does not count; it cannot spoil the next one, because every line brings its own line break before it.
/// </summary>
internal static class PartJournal
{
    public const string FileName = "parts";

    public static void Append(string directory, MultipartPart part, long length, FolderDisk disk)
    {
        using var handle = OpenToAppend(directory);
        var line = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\n{part.Place} {part.Fence} {length};\n"));
        RandomAccess.Write(handle, line, RandomAccess.GetLength(handle));
        disk.Flush(handle);
    }

    /// <summary>The parts by their place.</summary>
    public static Dictionary<int, StoredPart> Read(string directory)
    {
        var parts = new Dictionary<int, StoredPart>();
        foreach (var line in File.ReadLines(Path.Combine(directory, FileName), Encoding.ASCII))
        {
            if (TryParse(line, out var place, out var part))
            {
                parts[place] = part;
            }
        }

        return parts;
    }

    private static bool TryParse(string line, out int place, out StoredPart part)
    {
        place = 0;
        part = default;
        if (!line.EndsWith(';')
            || line[..^1].Split(' ') is not [var first, var second, var third]
            || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out place)
            || !long.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var fence)
            || !long.TryParse(third, NumberStyles.None, CultureInfo.InvariantCulture, out var length))
        {
            return false;
        }

        part = new StoredPart(fence, length);
        return true;
    }

    private static SafeFileHandle OpenToAppend(string directory) =>
        File.OpenHandle(Path.Combine(directory, FileName), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
}
