using System.Runtime.CompilerServices;

namespace StreamVerse.Storage.Objects.Folder;

/// <summary>Walks a bucket in the ordinal order of its paths, a directory at a time.</summary>
internal static class FolderListing
{
    // Links are not followed: the store makes none, and one could lead out of the folder.
    private static readonly EnumerationOptions Entries = new() { AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };

    public static async IAsyncEnumerable<ObjectInfo> ListAsync(FolderLayout layout, string bucket, string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var top = layout.BucketPath(bucket);
        if (!Directory.Exists(top))
        {
            throw FolderFaults.Unavailable("listing objects", new IOException($"the bucket's folder '{top}' is missing"));
        }

        var folder = prefix[..(prefix.LastIndexOf('/') + 1)];
        var pending = new Stack<(string Path, FileInfo? File)>();
        pending.Push((folder, null));
        while (pending.TryPop(out var next))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (next.File is { } file)
            {
                yield return FolderDisk.Describe(new ObjectKey(bucket, next.Path), file);
                continue;
            }

            foreach (var entry in FolderFaults.Guard("listing objects", () => Read(Path.Combine(top, next.Path), next.Path, prefix)))
            {
                pending.Push(entry);
            }

            // A long walk gives way to others now and then.
            await Task.Yield();
        }
    }

    private static List<(string Path, FileInfo? File)> Read(string directory, string path, string prefix)
    {
        var found = new List<(string Path, FileInfo? File)>();
        try
        {
            foreach (var entry in new DirectoryInfo(directory).EnumerateFileSystemInfos("*", Entries))
            {
                var file = entry as FileInfo;
                var name = file is null ? path + entry.Name + '/' : path + entry.Name;

                // The deepest folder of the prefix was entered directly; here only names of it or below it are seen.
                if ((name.StartsWith(prefix, StringComparison.Ordinal)) && (file is null || (ObjectKey.IsValidPath(name) && file.Exists)))
                {
                    found.Add((name, file));
                }
            }
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }

        // The stack gives the last first. A directory sorts by its name with the slash, as its objects do.
        found.Sort(static (one, other) => string.CompareOrdinal(other.Path, one.Path));
        return found;
    }
}
