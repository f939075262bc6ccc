using System.Globalization;

namespace StreamVerse.Chaos.Tests.Faults;

/// <summary>
/// Clocks that can be set while programs run: libfaketime, loaded into processes, reads its offset from a file. Time that
/// has passed (the monotonic clock) stays true, as it does when an administrator or NTP sets a real clock.
/// </summary>
internal sealed class MachineClocks
{
    private const string Libraries = "/usr/lib";
    private const UnixFileMode AllMayRead = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Debian has it in a folder of the processor's kind.</summary>
    private static readonly string? s_library = Directory.Exists(Libraries)
        ? Directory.EnumerateDirectories(Libraries).Select(static folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        : null;

    private readonly string _folder;
    private readonly string _programs;

    /// <summary>Makes the files.</summary>
    /// <param name="folder">Where.</param>
    public MachineClocks(string folder)
    {
        (_folder, _programs) = (folder, Path.Combine(folder, "bin"));
        Directory.CreateDirectory(_programs, AllMayRead);
        File.SetUnixFileMode(_folder, AllMayRead);
        Set("machine", TimeSpan.Zero);

        // By it the supervisor starts every process. Each silo has a clock of its own, by its port; everything else has that
        // of the machine. Of the stores only the S3 gateway needs one, as it judges signatures; some of the others do not
        // start with the library.
        var setsid = Path.Combine(_programs, "setsid");
        File.WriteAllText(setsid, $$"""
            #!/bin/sh
            case "$*" in
              *bin/postgres* | *redis-server* | *ceph-*) unset LD_PRELOAD ;;
            esac
            clock={{_folder}}/${StreamVerse__Cluster__SiloPort:-machine}
            [ -e "$clock" ] || cp {{_folder}}/machine "$clock"
            export FAKETIME_TIMESTAMP_FILE="$clock" PATH="${PATH#*:}"
            exec setsid "$@"

            """);
        File.SetUnixFileMode(setsid, AllMayRead);
    }

    /// <summary>Why clocks cannot be set here, for people; <see langword="null"/> when they can.</summary>
    public static string? MissingReason => s_library is not null ? null : "libfaketime is not installed: apt-get install libfaketime";

    /// <summary>What the cluster's supervisor needs in its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["PATH"] = $"{_programs}:{System.Environment.GetEnvironmentVariable("PATH")}",
        ["LD_PRELOAD"] = s_library!,
        ["FAKETIME_TIMESTAMP_FILE"] = Path.Combine(_folder, "machine"),
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",

        // Otherwise it takes every wait of .NET's for one on the time of day, and ends it at once.
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0",
    };

    /// <summary>Sets the clock of one silo to a distance from the true time.</summary>
    /// <param name="siloPort">The port at which other silos reach it.</param>
    /// <param name="offset">The distance.</param>
    public void SetSilo(string siloPort, TimeSpan offset) => Set(siloPort, offset);

    /// <summary>Sets the clock of the machine: of all programs, and of the store that looks at it.</summary>
    public void SetMachine(TimeSpan offset)
    {
        foreach (var clock in Directory.EnumerateFiles(_folder))
        {
            Set(Path.GetFileName(clock), offset);
        }
    }

    /// <summary>In one step, so that nobody reads half of it.</summary>
    private void Set(string clock, TimeSpan offset)
    {
        var (path, next) = (Path.Combine(_folder, clock), Path.Combine(_programs, $"{clock}.next"));
        File.WriteAllText(next, string.Create(CultureInfo.InvariantCulture, $"{offset.TotalSeconds:+0;-0;+0}\n"));
        File.SetUnixFileMode(next, AllMayRead);
        File.Move(next, path, overwrite: true);
    }
}
