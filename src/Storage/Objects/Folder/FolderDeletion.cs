namespace StreamVerse.Storage.Objects.Folder;

/// <summary>Deletes files, and the directories that are left empty.</summary>
/// <param name="layout">Where things lie.</param>
/// <param name="disk">Keeps those apart who make directories and who take them away.</param>
internal sealed class FolderDeletion(FolderLayout layout, FolderDisk disk)
{
    public void Delete(ObjectKey key)
    {
        var path = layout.PathOf(key);
        if (File.Exists(path))
        {
            File.Delete(path);
            disk.RemoveDirectories(() => PruneEmpty(key.Bucket, Path.GetDirectoryName(path)!));
        }
    }

    /// <summary>Takes a folder out of its bucket in one step; its files are deleted afterwards, by the janitor if we die.</summary>
    public async Task DeleteFolderAsync(string bucket, string prefix)
    {
        var path = Path.Combine(layout.BucketPath(bucket), prefix.TrimEnd('/'));
        var aside = layout.NewStagingPath();
        disk.RemoveDirectories(() => MoveAside(bucket, path, aside));
        if (Directory.Exists(aside))
        {
            await Task.Run(() => Directory.Delete(aside, recursive: true));
        }
    }

    private void MoveAside(string bucket, string path, string aside)
    {
        if (!Directory.Exists(path))
        {
            return;
        }

        try
        {
            Directory.Move(path, aside);
        }
        catch (DirectoryNotFoundException)
        {
            // Another process was faster.
            return;
        }

        PruneEmpty(bucket, Path.GetDirectoryName(path)!);
    }

    private void PruneEmpty(string bucket, string directory)
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
