using System.Globalization;

namespace StreamVerse.Storage.Diagnosis;

/// <summary>A folder beside one that is not there yet, on the same disk; it goes again, with the parents that had to be made and are empty.</summary>
internal sealed class TrialFolder : IDisposable
{
    private readonly List<string> _madeParents = [];

    public TrialFolder(string absent)
    {
        Path = System.IO.Path.GetFullPath(absent).TrimEnd('/') + ".doctor-" + Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        for (var parent = System.IO.Path.GetDirectoryName(Path); parent is not null && !Directory.Exists(parent); parent = System.IO.Path.GetDirectoryName(parent))
        {
            _madeParents.Add(parent);
        }

        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public void Dispose()
    {
        Directory.Delete(Path, recursive: true);
        foreach (var parent in _madeParents.Where(static parent => !Directory.EnumerateFileSystemEntries(parent).Any()))
        {
            Directory.Delete(parent);
        }
    }
}
