namespace StreamVerse.Storage.Objects.Folder;

/// <summary>Options of the folder adapter.</summary>
public sealed class FolderObjectStoreOptions
{
    /// <summary>The configuration key that says where the folder is, for error messages.</summary>
    public const string PathSetting = ObjectStoreOptions.Section + ":Folder:Path";

    /// <summary>The folder; made if need be. One file system holds all of it, so that objects can be renamed into place. Default: <c>data/objects</c>.</summary>
    public string Path { get; set; } = "data/objects";

    /// <summary>
    /// Whether what is acknowledged is on the disk, so that it survives a power cut, and not only the end of the process
    /// (which it survives always). <see langword="false"/> saves two disk flushes an object and is for tests and for
    /// data that can be made again. Default: <see langword="true"/>.
    /// </summary>
    public bool SyncToDisk { get; set; } = true;

    /// <summary>
    /// How long something unfinished may lie untouched until the janitor takes it for abandoned: leftovers of writes that
    /// a crash cut off, and multipart objects that nobody continues. Longer values let slow uploads resume later but keep
    /// their bytes. Default: 14 days; at least one hour.
    /// </summary>
    public TimeSpan AbandonedAfter { get; set; } = TimeSpan.FromDays(14);

    internal IEnumerable<string> FindErrors()
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            yield return $"{PathSetting} is empty: set it to the folder that shall hold the objects.";
        }

        if (AbandonedAfter < TimeSpan.FromHours(1))
        {
            yield return $"{ObjectStoreOptions.Section}:Folder:AbandonedAfter is {AbandonedAfter}: it must be at least one hour, or uploads in progress would be deleted.";
        }
    }
}
