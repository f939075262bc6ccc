namespace StreamVerse.Storage.Objects.Folder;

/// <summary>Deletes files, and the directories that are left empty.</summary>
internal static class FolderDeletion
{
    public static Task<bool> DeleteAsync(FolderLayout layout, ObjectKey key)
    {
        var path = layout.PathOf(key);
        if (File.Exists(path))
        {
            File.Delete(path);
            PruneEmptyDirectories(layout, key.Bucket, Path.GetDirectoryName(path)!);
            return Task.FromResult(true);
        }

        return Task.FromResult(false);
    }

    /// <summary>Takes a folder out of its bucket in one step; its files are deleted afterwards, by the janitor if we die.</summary>
    public static Task<bool> DeleteFolderAsync(FolderLayout layout, string bucket, string prefix)
    {
        var path = Path.Combine(layout.BucketPath(bucket), prefix.TrimEnd('/'));
        var aside = layout.NewStagingPath();
        if (!Directory.Exists(path))
        {
            return Task.FromResult(false);
        }

        try
        {
            Directory.Move(path, aside);
        }
        catch (DirectoryNotFoundException)
        {
            return Task.FromResult(false);
        }

        PruneEmptyDirectories(layout, bucket, Path.GetDirectoryName(path)!);
        return Task.Run(() =>
        {
            Directory.Delete(aside, recursive: true);
            return true;
        });
    }

    private static void PruneEmptyDirectories(FolderLayout layout, string bucket, string directory)
    {
        var top = layout.BucketPath(bucket);
        for (var path = directory; path.Length > top.Length; path = Path.GetDirectoryName(path)!)
        {
            try
            {
                Directory.Delete(path, recursive: false);
            }
            catch (DirectoryNotFoundException)
            {
                // Another deletion was faster.
            }
            catch (IOException)
            {
                // Not empty: the usual end.
                return;
            }
        }
    }
}
