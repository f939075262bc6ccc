namespace StreamVerse.Worker.Sources;

/// <summary>A source that is being fetched, or was.</summary>
/// <param name="path">Where it lies.</param>
/// <param name="sourcePath">Which it is.</param>
internal sealed class SourceFetch(string path, string sourcePath)
{
    public string Path => path;

    public string SourcePath => sourcePath;

    /// <summary>Held by whoever fetches; all others wait.</summary>
    public SemaphoreSlim Gate { get; } = new(1, 1);

    public bool IsComplete { get; set; }

    /// <summary>Its room on the disk, as long as the source itself; 0 until there is some.</summary>
    public long Bytes { get; set; }

    /// <summary>How many work on it now.</summary>
    public int Users { get; set; }

    /// <summary>Grows with every release, over all sources: the smallest was left longest ago.</summary>
    public long ReleasedAs { get; set; }
}
