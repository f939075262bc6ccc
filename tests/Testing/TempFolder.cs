namespace StreamVerse.Testing;

/// <summary>A folder for one test, gone with it.</summary>
public sealed class TempFolder : IDisposable
{
    public TempFolder(string prefix = "streamverse-test-") => Path = Directory.CreateTempSubdirectory(prefix).FullName;

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
