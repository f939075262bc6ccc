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
    /// memory for 1080p. Default: the number of cores, in a container without a CPU limit those of its node.
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
    /// machine. Larger values fetch less from the store but need more disk; with fewer than the largest source has, that one
    /// may be fetched for each of its items. What an item needs, <see cref="ScratchBytes"/> takes from these first. Default: 50 GB.
    /// </summary>
    public long SourceCacheBytes { get; set; } = 50_000_000_000;

    /// <summary>
    /// Bytes that sources and intermediate files may have on the scratch disk together. A limit of the volume that the disk
    /// itself does not show (an <c>emptyDir</c> of Kubernetes) must be larger than this by some 2 GB, and this larger by 5 GB
    /// than the largest source (<c>StreamVerse:Catalog:MaxUploadBytes</c>): one that does not fit is never encoded here.
    /// Default: 0, as much as the disk has.
    /// </summary>
    public long ScratchBytes { get; set; }

    /// <summary>
    /// No item is begun while the scratch disk, or what <see cref="ScratchBytes"/> leaves, has fewer free bytes than this,
    /// after sources that nobody works on have gone: others have room, perhaps. 0 begins it anyway, and a full disk fails it
    /// with the reason. Default: 2 GB for a worker of its own, 0 where one process does everything.
    /// </summary>
    public long MinFreeScratchBytes { get; set; }

    /// <summary>Folder for intermediate files; emptied at start. Default: <c>streamverse-worker</c> in the system's temporary folder.</summary>
    public string ScratchPath { get; set; } = Path.Combine(Path.GetTempPath(), "streamverse-worker");
}
