using System.Globalization;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace StreamVerse.Storage.Objects.Folder;

/// <summary>
/// Which parts are whole, one line each, appended only after the part's bytes are flushed: <c>number length;</c>.
/// The last line of a number counts; length 0 says that the part is being replaced. A line that a crash or a full disk cut
/// off lacks its semicolon and does not count; it cannot spoil the next one, because every line brings its own line break before it.
/// </summary>
internal static class PartJournal
{
    public const string FileName = "parts";

    public static void Append(string directory, int partNumber, long length, FolderDisk disk)
    {
        using var handle = OpenToAppend(directory);
        var line = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"\n{partNumber} {length};\n"));
        RandomAccess.Write(handle, line, RandomAccess.GetLength(handle));
        disk.Flush(handle);
    }

    public static Dictionary<int, long> Read(string directory)
    {
        var parts = new Dictionary<int, long>();
        foreach (var line in File.ReadLines(Path.Combine(directory, FileName), Encoding.ASCII))
        {
            if (TryParse(line, out var number, out var length))
            {
                parts[number] = length;
            }
        }

        return parts;
    }

    private static bool TryParse(ReadOnlySpan<char> line, out int number, out long length)
    {
        number = 0;
        length = 0;
        var space = line.IndexOf(' ');
        return space > 0
            && line[^1] == ';'
            && int.TryParse(line[..space], NumberStyles.None, CultureInfo.InvariantCulture, out number)
            && long.TryParse(line[(space + 1)..^1], NumberStyles.None, CultureInfo.InvariantCulture, out length);
    }

    private static SafeFileHandle OpenToAppend(string directory) =>
        File.OpenHandle(Path.Combine(directory, FileName), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
}
