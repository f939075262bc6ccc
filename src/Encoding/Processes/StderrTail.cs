using System.Text.RegularExpressions;

namespace StreamVerse.Encoding.Processes;

/// <summary>The last messages of a program, bounded, with folders cut off the file names.</summary>
internal sealed partial class StderrTail
{
    private const int MaxLines = 12;
    private const int MaxLineLength = 400;
    private readonly Queue<string> _lines = new();
    private readonly string[] _paths;

    /// <summary>Starts an empty tail.</summary>
    /// <param name="arguments">The program's arguments: paths among them are shortened wherever they appear.</param>
    public StderrTail(IEnumerable<string> arguments) => _paths = [.. arguments
        .Select(argument => argument.StartsWith("file:", StringComparison.Ordinal) ? argument[5..] : argument)
        .Where(argument => argument.Length > 1 && argument[0] == '/')
        .OrderByDescending(argument => argument.Length)];

    /// <summary>Keeps a message.</summary>
    public void Add(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return;
        }

        foreach (var path in _paths)
        {
            line = line.Replace(path, Path.GetFileName(path), StringComparison.Ordinal);
        }

        line = MemoryAddress().Replace(Folders().Replace(line, string.Empty), string.Empty).Trim();
        if (_lines.Count == MaxLines)
        {
            _lines.Dequeue();
        }

        _lines.Enqueue(line.Length <= MaxLineLength ? line : line[..MaxLineLength]);
    }

    /// <summary>The messages kept, joined by <c>; </c>.</summary>
    public override string ToString() => string.Join("; ", _lines);

    /// <summary>The folders of an absolute path, up to the last slash.</summary>
    [GeneratedRegex(@"(?<![\w.:/])(?:file:)?/(?:[^\s/:'""]+/)+", RegexOptions.None, 1000)]
    private static partial Regex Folders();

    /// <summary>The address of an object in ffmpeg's memory: noise that differs from run to run.</summary>
    [GeneratedRegex(@" @ 0x[0-9a-f]+", RegexOptions.None, 1000)]
    private static partial Regex MemoryAddress();
}
