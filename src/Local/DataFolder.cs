namespace StreamVerse.Local;

/// <summary>The folder that everything is kept in, held by one process at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(FileStream @lock) => _lock = @lock;

    /// <exception cref="IOException">Another process uses the folder, or it cannot be made.</exception>
    public static DataFolder Open(string path)
    {
        Directory.CreateDirectory(path);
        try
        {
            return new DataFolder(new FileStream(Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception)
        {
            throw new IOException($"another StreamVerse uses the data folder {path}. End that one, or choose another folder with --data.", exception);
        }
    }

    /// <summary>The kernel lets go of the lock however the process ends.</summary>
    public void Dispose() => _lock.Dispose();
}
