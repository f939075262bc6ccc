using Microsoft.Win32.SafeHandles;

namespace StreamVerse.Storage.Objects.Folder;

/// <summary>A file being written aside; it becomes an object when it is published and vanishes otherwise.</summary>
internal sealed class StagedFile : IDisposable
{
    private const int GeneralIOError = unchecked((int)0x80131620);
    private readonly FolderDisk _disk;
    private readonly string _path;
    private readonly SafeFileHandle _handle;
    private long _length;

    private StagedFile(FolderDisk disk, string path, SafeFileHandle handle)
    {
        _disk = disk;
        _path = path;
        _handle = handle;
    }

    /// <summary>Opens a new file and reserves room for it, so that a full disk is found before the work is done.</summary>
    public static StagedFile Create(FolderDisk disk, string path, long expectedLength)
    {
        const string Step = "reserving room for an object";
        try
        {
            var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Read, FileOptions.Asynchronous, expectedLength);
            return new StagedFile(disk, path, handle);
        }
        catch (Exception exception) when (FolderFaults.IsOfDisk(exception))
        {
            // A reservation refused for want of room carries no errno, only the general code.
            throw FolderFaults.Unavailable(Step, exception, outOfSpace: expectedLength > 0 && exception.HResult == GeneralIOError);
        }
    }

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        try
        {
            await RandomAccess.WriteAsync(_handle, bytes, _length, cancellationToken);
        }
        catch (Exception exception) when (FolderFaults.IsOfDisk(exception))
        {
            throw FolderFaults.Unavailable("writing an object", exception);
        }

        _length += bytes.Length;
    }

    public ObjectInfo Publish(ObjectKey key, bool replace) => FolderFaults.Guard("publishing an object", () =>
    {
        // Preallocation may have made the file longer than what came.
        if (RandomAccess.GetLength(_handle) != _length)
        {
            RandomAccess.SetLength(_handle, _length);
        }

        _disk.Finish(_handle);
        var info = FolderDisk.Describe(key, _handle);
        _disk.Publish(_path, key, replace);
        return info;
    });

    public void Dispose()
    {
        _handle.Dispose();
        File.Delete(_path);
    }
}
