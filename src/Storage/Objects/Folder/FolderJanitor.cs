using Microsoft.Extensions.Logging;

namespace StreamVerse.Storage.Objects.Folder;

/// <summary>Removes what nobody will finish.</summary>
internal sealed partial class FolderJanitor(FolderLayout layout, TimeProvider time, ILogger logger)
{
    public int Clean(TimeSpan olderThan, CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow().UtcDateTime - olderThan;
        var removed = 0;
        foreach (var area in (ReadOnlySpan<string>)[layout.Staging, layout.Multipart])
        {
            foreach (var entry in new DirectoryInfo(area).EnumerateFileSystemInfos())
            {
                cancellationToken.ThrowIfCancellationRequested();
                removed += RemoveIfOld(entry, before) ? 1 : 0;
            }
        }

        if (removed > 0)
        {
            LogRemoved(removed, olderThan, layout.Root);
        }

        return removed;
    }

    private static bool RemoveIfOld(FileSystemInfo entry, DateTime before)
    {
        try
        {
            if (LastTouched(entry) >= before)
            {
                return false;
            }

            Remove(entry);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            // Completed, aborted or removed by another in the meantime.
            return false;
        }
    }

    private static DateTime LastTouched(FileSystemInfo entry) =>
        entry is DirectoryInfo directory
            ? directory.EnumerateFiles().Select(static file => file.LastWriteTimeUtc).Append(directory.LastWriteTimeUtc).Max()
            : entry.LastWriteTimeUtc;

    private static void Remove(FileSystemInfo entry)
    {
        if (entry is DirectoryInfo directory)
        {
            directory.Delete(recursive: true);
        }
        else
        {
            entry.Delete();
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Count} unfinished writes, untouched for {OlderThan}, from the object store at {Root}")]
    private partial void LogRemoved(int count, TimeSpan olderThan, string root);
}
