using StreamVerse.Encoding.Tests.Sources;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Sources;

/// <summary>A folder for one class's sources.</summary>
public sealed class SourceFolder : IDisposable
{
    private readonly TempFolder _folder = new("streamverse-sources-");

    public SourceFolder() => Library = new SourceLibrary(_folder.Path);

    public string Path => _folder.Path;

    internal SourceLibrary Library { get; }

    public void Dispose() => _folder.Dispose();
}
