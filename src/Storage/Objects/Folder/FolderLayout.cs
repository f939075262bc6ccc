using System.Globalization;

namespace StreamVerse.Storage.Objects.Folder;

/// <summary>
/// Where things lie: <c>bucket/path</c> for objects; beside the buckets <c>.staging</c> for what is being written or
/// deleted and <c>.multipart</c> for what arrives in parts. Both are on the objects' file system, so a rename publishes.
/// </summary>
internal sealed class FolderLayout(string root)
{
    public string Root { get; } = Path.GetFullPath(root);

    public string Staging => Path.Combine(Root, ".staging");

    public string Multipart => Path.Combine(Root, ".multipart");

    public string BucketPath(string bucket) => Path.Combine(Root, bucket);

    public string PathOf(ObjectKey key) => Path.Combine(Root, key.Bucket, key.Path);

    public string NewStagingPath() => Path.Combine(Staging, Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture));

    public string MultipartPath(string id) => Path.Combine(Multipart, id);
}
