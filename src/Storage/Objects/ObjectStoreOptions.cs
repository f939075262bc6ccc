using StreamVerse.Storage.Objects.Folder;
using StreamVerse.Storage.Objects.S3;

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

    /// <summary>The S3 adapter's options; they count when <see cref="Provider"/> is <c>s3</c>.</summary>
    public S3ObjectStoreOptions S3 { get; set; } = new();

    /// <summary>
    /// How long something unfinished may lie untouched until the janitor takes it for abandoned: leftovers of writes that
    /// a crash cut off, and multipart objects that nobody continues. Longer values let slow uploads resume later but keep
    /// their bytes. Default: 14 days; at least one hour.
    /// </summary>
    public TimeSpan AbandonedAfter { get; set; } = TimeSpan.FromDays(14);
}
