namespace StreamVerse.Worker;

/// <summary>A folder for the files of one item; gone when disposed of.</summary>
/// <param name="path">The folder.</param>
internal sealed class ScratchFolder(string path) : IDisposable
{
    public string Path => path;

    public void Dispose() => Directory.Delete(path, recursive: true);
}
