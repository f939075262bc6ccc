using Microsoft.Extensions.Options;

namespace StreamVerse.Worker;

/// <summary>The folder of intermediate files: one folder a lease, removed at its end, all removed at start.</summary>
internal sealed class Scratch
{
    private readonly string _root;
    private readonly long _minFree;

    public Scratch(IOptions<WorkerOptions> options)
    {
        // A crash leaves files behind, and two workers of one machine must not remove each other's.
        _root = Path.Combine(options.Value.ScratchPath, options.Value.Name);
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }

        Directory.CreateDirectory(_root);
        _minFree = options.Value.MinFreeScratchBytes;
    }

    /// <summary>Whether the disk has room for one more item.</summary>
    public bool HasRoom => _minFree == 0 || new DriveInfo(_root).AvailableFreeSpace >= _minFree;

    public ScratchFolder NewFolder() => new(Directory.CreateDirectory(Path.Combine(_root, Guid.NewGuid().ToString("N"))).FullName);

    public string NewFile(string prefix) => Path.Combine(_root, $"{prefix}-{Guid.NewGuid():N}");
}
