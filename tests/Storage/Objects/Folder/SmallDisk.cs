using System.Diagnostics;

namespace StreamVerse.Storage.Tests.Objects.Folder;

/// <summary>A file system of a few MiB that can be filled.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <summary>Mounts one, or skips the test where that is not allowed.</summary>
    public static SmallDisk MountOrSkip(int mebibytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "A small disk can only be mounted as root on Linux.");
        var path = Directory.CreateTempSubdirectory("streamverse-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m", "tmpfs", path) != 0)
        {
            Directory.Delete(path);
            Assert.Skip("Mounting a tmpfs is not allowed here (mount -t tmpfs).");
        }

        return new SmallDisk(path);
    }

    /// <summary>Leaves only so much room.</summary>
    public void Fill(int bytesLeft)
    {
        using var filler = File.OpenHandle(Filler, FileMode.Create, FileAccess.Write);
        var block = new byte[4096];
        for (var at = 0L; new DriveInfo(Path).AvailableFreeSpace >= bytesLeft + block.Length; at += block.Length)
        {
            RandomAccess.Write(filler, block, at);
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Empty() => File.Delete(Filler);

    public void Dispose()
    {
        Assert.Equal(0, Run("umount", Path));
        Directory.Delete(Path);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
