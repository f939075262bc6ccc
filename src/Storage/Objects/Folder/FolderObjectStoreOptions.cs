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

    internal IEnumerable<string> FindErrors()
    {
        if (string.IsNullOrWhiteSpace(Path))
        {
            yield return $"{PathSetting} is empty: set it to the folder that shall hold the objects.";
        }
    }
}
