namespace StreamVerse.Storage.Objects.Folder;

/// <summary>Turns what the file system answers into what the port promises.</summary>
internal static class FolderFaults
{
    // errno values that .NET passes on as HResult: ENOSPC on every Unix, EDQUOT on Linux and on macOS.
    private const int NoSpace = 28;
    private const int LinuxQuota = 122;
    private const int MacQuota = 69;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    /// <summary>Whether an exception comes from the disk, and not from the store's own rules.</summary>
    public static bool IsOfDisk(Exception exception) =>
        exception is UnauthorizedAccessException
        || (exception is IOException and not (StoreUnavailableException or ObjectExistsException or MultipartNotFoundException));

    public static StoreUnavailableException Unavailable(string step, Exception exception, bool outOfSpace = false)
    {
        outOfSpace |= IsOutOfSpace(exception);
        var reason = outOfSpace
            ? $"no room is left on its disk ({step}). Free some space, or move the folder to a larger disk."
            : $"{step} failed: {exception.Message}";
        return new StoreUnavailableException("object store", FolderObjectStoreOptions.PathSetting, reason, exception) { IsOutOfSpace = outOfSpace };
    }

    public static async Task GuardAsync(string step, Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            throw Unavailable(step, exception);
        }
    }

    public static async Task<T> GuardAsync<T>(string step, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            throw Unavailable(step, exception);
        }
    }

    public static void Guard(string step, Action work)
    {
        try
        {
            work();
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            throw Unavailable(step, exception);
        }
    }

    public static T Guard<T>(string step, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            throw Unavailable(step, exception);
        }
    }

    private static bool IsOutOfSpace(Exception exception) =>
        OperatingSystem.IsWindows()
            ? exception.HResult is WindowsDiskFull or WindowsHandleDiskFull
            : exception.HResult == NoSpace || exception.HResult == (OperatingSystem.IsMacOS() ? MacQuota : LinuxQuota);
}
