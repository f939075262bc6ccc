using System.Diagnostics;
using System.Globalization;
using StreamVerse.Testing;

namespace StreamVerse.Chaos.Tests.Faults;

/// <summary>A folder that is a file system of its own, kept in a file, and can be filled without filling the machine.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly Process _guard;
    private int _fillers;

    private SmallDisk(string path)
    {
        Path = path;

        // Lazily: what still uses it when the tests were killed ends soon.
        _guard = Shell.StartGuard(["umount", "--lazy", path], System.IO.Path.Combine(path, "none"));
    }

    public string Path { get; }

    /// <summary>Makes the folder one; nothing where that is not allowed.</summary>
    /// <param name="path">The folder; it need not be there.</param>
    /// <param name="image">The file that keeps it.</param>
    /// <param name="mebibytes">Its size; only what is used counts on the disk below.</param>
    public static async Task<SmallDisk?> TryMountAsync(string path, string image, int mebibytes)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return null;
        }

        try
        {
            await Shell.RunAsync("truncate", ["-s", string.Create(CultureInfo.InvariantCulture, $"{mebibytes}M"), image], CancellationToken.None);
            await Shell.RunAsync("mkfs.ext4", ["-q", "-m", "0", image], CancellationToken.None);
            Directory.CreateDirectory(path);
            await Shell.RunAsync("mount", ["-o", "loop", image, path], CancellationToken.None);
            return new SmallDisk(path);
        }
        catch (InvalidOperationException exception)
        {
            // Root in a container may not mount, or has no mkfs; the table says what was not tried for it.
            Console.WriteLine(exception.Message);
            return null;
        }
    }

    /// <summary>Keeps it full, also when something on it is deleted, for as long as it says.</summary>
    public async Task KeepFullAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        try
        {
            for (var since = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(since) < length;)
            {
                Fill();
                await timer.WaitForNextTickAsync(cancellationToken);
            }
        }
        finally
        {
            Directory.EnumerateFiles(Path, "filler-*").ToList().ForEach(File.Delete);
        }
    }

    public void Dispose()
    {
        _guard.StandardInput.Close();
        _guard.WaitForExit();
        _guard.Dispose();
    }

    private void Fill()
    {
        var disk = new DriveInfo(Path);
        for (var size = disk.AvailableFreeSpace; size > 0; size = Math.Min(size / 2, disk.AvailableFreeSpace))
        {
            try
            {
                var filler = System.IO.Path.Combine(Path, string.Create(CultureInfo.InvariantCulture, $"filler-{_fillers++}"));
                File.OpenHandle(filler, FileMode.CreateNew, FileAccess.Write, preallocationSize: size).Dispose();
            }
            catch (IOException)
            {
                // A file needs room to tell where it lies, and others write too: half of that, then.
            }
        }
    }
}
