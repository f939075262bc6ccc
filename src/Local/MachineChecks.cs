using System.Diagnostics;
using System.Globalization;
using StreamVerse.Storage.Diagnosis;

namespace StreamVerse.Local;

/// <summary>What StreamVerse needs of the machine beside its stores.</summary>
internal static class MachineChecks
{
    private const string ReserveSetting = "StreamVerse:Catalog:ReserveBytes";

    /// <summary>Room where a folder is, or will be.</summary>
    public static Verdict Room(string folder, long reserveBytes)
    {
        var existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing)!;
        }

        var free = new DriveInfo(existing).AvailableFreeSpace;
        var text = string.Create(CultureInfo.InvariantCulture, $"{free / 1e9:F1} GB are free at {existing}");
        return free > reserveBytes
            ? Verdict.Ok(text)
            : Verdict.Missing($"{text}, which {ReserveSetting} keeps free: no upload would be taken. Free some room, or choose another disk.");
    }

    /// <summary>The first line that a program says of its version.</summary>
    public static async Task<Verdict> VersionAsync(string program, CancellationToken cancellationToken)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, ["-hide_banner", "-version"]) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
            try
            {
                process.StandardInput.Close();
                var line = await process.StandardOutput.ReadLineAsync(cancellationToken);
                process.Kill();
                return line is null ? Verdict.Missing($"{program} says no version; install ffmpeg.") : Verdict.Ok(line);
            }
            finally
            {
                process.Kill();
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return Verdict.Missing($"{program} is not there: apt-get install ffmpeg, or set StreamVerse:Encoding.");
        }
    }

    /// <summary>Whether one of the programs is there that keep encodes within bounds; without it they run all the same.</summary>
    public static Verdict Confines(string program, string otherwise, string package) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists) is { } path
            ? Verdict.Ok(path)
            : Verdict.Skipped($"not there: {otherwise}. Install {package}.");
}
