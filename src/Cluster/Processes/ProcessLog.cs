namespace StreamVerse.Cluster.Processes;

/// <summary>What a process writes: to a file that is put aside when it is long, and the last lines at hand.</summary>
internal sealed class ProcessLog(string path, long maxBytes = ProcessLog.MaxBytes) : IDisposable
{
    public const long MaxBytes = 10_000_000;
    private const int MaxLineLength = 16_384;
    private const int KeptLines = 12;

    private readonly Lock _lock = new();
    private readonly Queue<string> _last = new();
    private StreamWriter? _writer;
    private long _bytes;

    /// <summary>Adds a line.</summary>
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

            if (_bytes >= maxBytes)
            {
                _writer?.Dispose();
                _writer = null;
                File.Move(path, path + ".1", overwrite: true);
            }

            _writer ??= Open();
            _writer.WriteLine(line);
            _bytes += System.Text.Encoding.UTF8.GetByteCount(line) + 1;
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
            _writer?.Dispose();
            _writer = null;
        }
    }

    private StreamWriter Open()
    {
        var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read | FileShare.Delete);
        _bytes = file.Length;
        return new StreamWriter(file) { AutoFlush = true };
    }
}
