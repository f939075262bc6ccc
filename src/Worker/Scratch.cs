using Microsoft.Extensions.Options;

namespace StreamVerse.Worker;

/// <summary>The folder of intermediate files: one folder a lease, removed at its end, all removed at start.</summary>
internal sealed class Scratch
{
    private readonly string _root;

    public Scratch(IOptions<WorkerOptions> options)
    {
        // A crash leaves files behind, and two workers of one machine must not remove each other's.
        _root = Path.Combine(options.Value.ScratchPath, options.Value.Name);
        if (Directory.Exists(_root))
        {
            Directory.Delete(_root, recursive: true);
        }

        Directory.CreateDirectory(_root);
    }

    /// <summary>Bytes that are free on its disk.</summary>
    public long FreeBytes => new DriveInfo(_root).AvailableFreeSpace;

    public ScratchFolder NewFolder() => new(Directory.CreateDirectory(Path.Combine(_root, Guid.NewGuid().ToString("N"))).FullName);

    public string NewFile(string prefix) => Path.Combine(_root, $"{prefix}-{Guid.NewGuid():N}");
}
