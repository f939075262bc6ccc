using System.Runtime.InteropServices;

namespace StreamVerse.Storage.Objects.Folder;

/// <summary>The two file-system calls that .NET does not offer: link without replacing, and flushing a directory.</summary>
internal static class NativeFiles
{
    private const int ReadOnly = 0;
    private const int AlreadyExists = 17;

    /// <summary>
    /// Gives a file a second name, unless there is a file of that name. (<see cref="File.Move(string, string, bool)"/>
    /// looks first and renames then, so two writers could both win.)
    /// </summary>
    /// <returns>Whether it was done; <see langword="false"/> where the name was taken.</returns>
    public static bool TryLink(string existing, string name)
    {
        if (link(existing, name) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == AlreadyExists ? false : throw Failure("link", name, error);
    }

    /// <summary>Makes the names in a directory durable.</summary>
    public static void FlushDirectory(string path)
    {
        var descriptor = open(path, ReadOnly);
        if (descriptor < 0)
        {
            throw Failure("open", path, Marshal.GetLastPInvokeError());
        }

        try
        {
            if (fsync(descriptor) != 0)
            {
                throw Failure("fsync", path, Marshal.GetLastPInvokeError());
            }
        }
        finally
        {
            _ = close(descriptor);
        }
    }

    private static Exception Failure(string call, string path, int error)
    {
        const int NotFound = 2;
        var message = $"{call} of '{path}': {Marshal.GetPInvokeErrorMessage(error)}";
        return error == NotFound ? new DirectoryNotFoundException(message) : new IOException(message, error);
    }

#pragma warning disable IDE1006 // The names are the C library's.
    [DllImport("libc", SetLastError = true)]
    private static extern int link([MarshalAs(UnmanagedType.LPUTF8Str)] string oldPath, [MarshalAs(UnmanagedType.LPUTF8Str)] string newPath);

    [DllImport("libc", SetLastError = true)]
    private static extern int open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int fsync(int descriptor);

    [DllImport("libc", SetLastError = true)]
    private static extern int close(int descriptor);
#pragma warning restore IDE1006
}
