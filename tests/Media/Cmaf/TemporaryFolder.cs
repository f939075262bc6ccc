namespace StreamVerse.Media.Tests.Cmaf;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("streamverse-cmaf-");

    public string File(string name) => Path.Combine(folder.FullName, name);

    public string Write(string name, params ReadOnlySpan<ReadOnlyMemory<byte>> parts)
    {
        using var stream = System.IO.File.Create(File(name));
        foreach (var part in parts)
        {
            stream.Write(part.Span);
        }

        return File(name);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
