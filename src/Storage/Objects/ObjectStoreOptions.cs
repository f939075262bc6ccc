using StreamVerse.Storage.Objects.Folder;

namespace StreamVerse.Storage.Objects;

/// <summary>Where objects are kept.</summary>
public sealed class ObjectStoreOptions
{
    /// <summary>The section of the configuration that holds these options.</summary>
    public const string Section = "StreamVerse:Objects";

    /// <summary>Which adapter keeps the objects: <c>folder</c> or <c>s3</c>. Default: <c>folder</c>.</summary>
    public ObjectStoreProvider Provider { get; set; } = ObjectStoreProvider.Folder;

    /// <summary>The folder adapter's options; they count when <see cref="Provider"/> is <c>folder</c>.</summary>
    public FolderObjectStoreOptions Folder { get; set; } = new();
}
