namespace StreamVerse.Cluster;

/// <summary>Where everything of a cluster is kept.</summary>
internal sealed class ClusterFolder
{
    /// <summary>A Unix socket's name has at most 107 bytes, and <c>/run/control.sock</c> is part of it.</summary>
    private const int MaxPathBytes = 90;

    /// <summary>What flock(2) says of a file that another one holds (EWOULDBLOCK), as .NET passes it on.</summary>
    private const int WouldBlock = 11;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    public ClusterFolder(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        if (System.Text.Encoding.UTF8.GetByteCount(Path) > MaxPathBytes)
        {
            throw new InvalidDataException($"the path of the data folder is too long ({MaxPathBytes} bytes at most): {Path}. Choose another with --data.");
        }
    }

    public string Path { get; }

    /// <summary>The supervisor's Unix socket.</summary>
    public string Socket => System.IO.Path.Combine(RunPath, "control.sock");

    /// <summary>Which processes run: a file each.</summary>
    public string RunPath => File("run");

    public string LogPath => File("logs");

    /// <summary>Passwords, keys and credentials.</summary>
    public string KeyPath => File("keys");

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Key(string name) => System.IO.Path.Combine(KeyPath, name);

    /// <summary>Makes the folders, and holds them for this process until the result is disposed of or the process ends.</summary>
    /// <exception cref="IOException">Another supervisor holds them, or they cannot be made.</exception>
    public IDisposable Hold()
    {
        Directory.CreateDirectory(Path);
        Directory.CreateDirectory(LogPath);
        Directory.CreateDirectory(RunPath, OwnerOnly);
        Directory.CreateDirectory(KeyPath, OwnerOnly);
        return TryHold() ?? throw new IOException($"a cluster runs on {Path} already. End it with './streamverse cluster down --data {Path}', or choose another folder with --data.");
    }

    /// <summary>Holds the folder as <see cref="Hold"/> does, unless another process holds it; the folder must be there.</summary>
    /// <returns><see langword="null"/>: another supervisor holds it, which runs, starts or ends.</returns>
    /// <exception cref="IOException">It cannot be held by anybody.</exception>
    public IDisposable? TryHold()
    {
        try
        {
            return new FileStream(File(".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.HResult == WouldBlock)
        {
            return null;
        }
    }
}
