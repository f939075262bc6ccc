using System.Globalization;

namespace StreamVerse.Cluster.Processes;

/// <summary>
/// What a process writes: to a file that is put aside when it is long, and the last lines at hand. Lines that the disk has
/// no room for are counted, and the file says so when there is room again: nothing may end for want of a log.
/// </summary>
internal sealed class ProcessLog(string path, long maxBytes = ProcessLog.MaxBytes) : IDisposable
{
    public const long MaxBytes = 10_000_000;
    private const int MaxLineLength = 16_384;
    private const int KeptLines = 12;

    private readonly Lock _lock = new();
    private readonly Queue<string> _last = new();

    /// <summary>Not buffered, so that nothing is left in it that would be written twice or at its end.</summary>
    private FileStream? _file;

    private int _lost;

    /// <summary>Adds a line. Never fails.</summary>
    public void Write(string line)
    {
        line = line.Length > MaxLineLength ? line[..MaxLineLength] : line;
        lock (_lock)
        {
            _last.Enqueue(line);
            if (_last.Count > KeptLines)
            {
                _last.Dequeue();
            }

            try
            {
                Keep(line);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                _lost++;
            }
        }
    }

    /// <summary>The last lines since this was asked, oldest first.</summary>
    public IReadOnlyList<string> TakeLast()
    {
        lock (_lock)
        {
            string[] lines = [.. _last];
            _last.Clear();
            return lines;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            Close();
        }
    }

    private void Keep(string line)
    {
        _file ??= Open();
        if (_file.Length >= maxBytes)
        {
            Close();
            File.Move(path, path + ".1", overwrite: true);
            _file = Open();
        }

        var missing = _lost == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"({_lost} lines are missing here: they could not be written.)\n");
        _file.Write(System.Text.Encoding.UTF8.GetBytes(missing + line + "\n"));
        _lost = 0;
    }

    private FileStream Open() => new(path, FileMode.Append, FileAccess.Write, FileShare.Read | FileShare.Delete, bufferSize: 0);

    private void Close()
    {
        _file?.Dispose();
        _file = null;
    }
}
