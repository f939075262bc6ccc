namespace StreamVerse.Worker.Sources;

/// <summary>A source as a local file.</summary>
/// <param name="path">Its path. The file must not be changed.</param>
/// <param name="release">Called when it is no longer needed.</param>
internal sealed class SourceFile(string path, Action? release) : IDisposable
{
    private Action? _release = release;

    public string Path => path;

    public void Dispose() => Interlocked.Exchange(ref _release, null)?.Invoke();
}
