using Microsoft.Win32.SafeHandles;

namespace StreamVerse.Storage.Objects.Folder;

/// <summary>Publishing, flushing and describing files.</summary>
/// <param name="layout">Where things lie.</param>
/// <param name="syncToDisk">Whether what is acknowledged shall survive a power cut.</param>
/// <param name="time">The clock of modification times.</param>
internal sealed class FolderDisk(FolderLayout layout, bool syncToDisk, TimeProvider time)
{
    private const int MaxAttempts = 8;

    // Publishing makes directories and then moves into them: nobody may take one away, empty as it is, between the two.
    private readonly Lock _directories = new();
    private long _lastStamp;

    /// <summary>
    /// Gives a finished file a modification time that this process gives only once, in steps of 100 ns, and flushes it.
    /// The file system's own stamps advance every few milliseconds only, so two writes could share one, and the ETag is made of it.
    /// </summary>
    public void Finish(SafeFileHandle handle)
    {
        long before, stamp;
        do
        {
            before = Interlocked.Read(ref _lastStamp);
            stamp = Math.Max(time.GetUtcNow().UtcTicks, before + 1);
        }
        while (Interlocked.CompareExchange(ref _lastStamp, stamp, before) != before);

        File.SetLastWriteTimeUtc(handle, new DateTime(stamp, DateTimeKind.Utc));
        Flush(handle);
    }

    public void Flush(SafeFileHandle handle)
    {
        if (syncToDisk)
        {
            RandomAccess.FlushToDisk(handle);
        }
    }

    public void FlushDirectory(string path)
    {
        if (syncToDisk && !OperatingSystem.IsWindows())
        {
            NativeFiles.FlushDirectory(path);
        }
    }

    /// <summary>Moves a finished file to its object's place in one step: readers see the old object or the new one.</summary>
    /// <exception cref="ObjectExistsException">There is an object already, and it may not be replaced.</exception>
    public void Publish(string file, ObjectKey key, bool replace)
    {
        var target = layout.PathOf(key);
        lock (_directories)
        {
            for (var attempt = 1; !TryPublish(file, target, key, replace, isLast: attempt == MaxAttempts); attempt++)
            {
            }
        }

        FlushDirectory(Path.GetDirectoryName(target)!);
    }

    /// <summary>Takes directories away while nobody of this process publishes.</summary>
    public void RemoveDirectories(Action removal)
    {
        lock (_directories)
        {
            removal();
        }
    }

    public static ObjectInfo Describe(ObjectKey key, SafeFileHandle handle)
    {
        var length = RandomAccess.GetLength(handle);
        var modified = File.GetLastWriteTimeUtc(handle);
        return new ObjectInfo(key, length, $"{modified.Ticks:x}-{length:x}", new DateTimeOffset(modified, TimeSpan.Zero));
    }

    public static ObjectInfo Describe(ObjectKey key, FileInfo file) =>
        new(key, file.Length, $"{file.LastWriteTimeUtc.Ticks:x}-{file.Length:x}", new DateTimeOffset(file.LastWriteTimeUtc, TimeSpan.Zero));

    private bool TryPublish(string file, string target, ObjectKey key, bool replace, bool isLast)
    {
        MakeDirectory(Path.GetDirectoryName(target)!, key);
        try
        {
            Move(file, target, key, replace);
            return true;
        }
        catch (Exception exception) when (exception is DirectoryNotFoundException or FileNotFoundException && !isLast && File.Exists(file))
        {
            // Another process removed the directory, empty as it was, between our two steps.
            return false;
        }
    }

    private static void Move(string file, string target, ObjectKey key, bool replace)
    {
        if (Directory.Exists(target))
        {
            throw new InvalidOperationException($"{key} cannot be an object: there are objects below it.");
        }

        if (replace)
        {
            File.Move(file, target, overwrite: true);
        }
        else if (OperatingSystem.IsWindows())
        {
            MoveOnWindows(file, target, key);
        }
        else if (NativeFiles.TryLink(file, target))
        {
            File.Delete(file);
        }
        else
        {
            throw new ObjectExistsException(key);
        }
    }

    private static void MoveOnWindows(string file, string target, ObjectKey key)
    {
        try
        {
            File.Move(file, target, overwrite: false);
        }
        catch (IOException) when (File.Exists(target))
        {
            throw new ObjectExistsException(key);
        }
    }

    private void MakeDirectory(string directory, ObjectKey key)
    {
        if (Directory.Exists(directory))
        {
            return;
        }

        var bucket = layout.BucketPath(key.Bucket);
        var made = new Stack<string>();
        for (var path = directory; path.Length >= bucket.Length && !Directory.Exists(path); path = Path.GetDirectoryName(path)!)
        {
            if (path.Length == bucket.Length)
            {
                // Never made here: when a disk is not mounted, objects must not go to the mount point below it.
                throw new IOException($"the bucket's folder '{bucket}' is missing");
            }

            if (File.Exists(path))
            {
                throw new InvalidOperationException($"{key} cannot be stored: a folder of its path is itself an object.");
            }

            made.Push(path);
        }

        Directory.CreateDirectory(directory);
        while (made.TryPop(out var path))
        {
            FlushDirectory(Path.GetDirectoryName(path)!);
        }
    }
}
