namespace StreamVerse.Worker;

/// <summary>How a worker works. Section <c>StreamVerse:Worker</c>.</summary>
public sealed class WorkerOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "StreamVerse:Worker";

    /// <summary>The worker's name, unique in its region. Default: the machine's name.</summary>
    public string Name { get; set; } = Environment.MachineName;

    /// <summary>
    /// How many items are done at once. One a core keeps every core busy, as each encode uses one; each needs up to 1 GB of
    /// memory for 1080p. Default: the number of cores.
    /// </summary>
    public int Slots { get; set; } = Environment.ProcessorCount;

    /// <summary>
    /// Memory that all items together may need, in bytes; one that finds nothing else running is done whatever it needs. A
    /// chunk of 1080p needs 0.9 GB, one of 2160p 3.6 GB. Larger values keep more slots busy but may have the machine run out.
    /// Default: three quarters of what the process may use.
    /// </summary>
    public long MemoryBytes { get; set; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4 * 3;

    /// <summary>
    /// How many bytes of sources that nobody works on are kept on the scratch disk, for stores that are not folders of this
    /// machine. Larger values fetch less from the store but need more disk. Default: 50 GB.
    /// </summary>
    public long SourceCacheBytes { get; set; } = 50_000_000_000;

    /// <summary>
    /// No item is begun while the scratch disk has fewer free bytes than this: others have room, perhaps. 0 begins it anyway,
    /// and a full disk fails it with the reason. Default: 2 GB for a worker of its own, 0 where one process does everything.
    /// </summary>
    public long MinFreeScratchBytes { get; set; }

    /// <summary>Folder for intermediate files; emptied at start. Default: <c>streamverse-worker</c> in the system's temporary folder.</summary>
    public string ScratchPath { get; set; } = Path.Combine(Path.GetTempPath(), "streamverse-worker");
}
