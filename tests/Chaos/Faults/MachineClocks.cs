using System.Globalization;

namespace StreamVerse.Chaos.Tests.Faults;

/// <summary>
/// Clocks that can be set while programs run: libfaketime, loaded into every process, reads its offset from a file. Time that
/// has passed (the monotonic clock) stays true, as it does when an administrator or NTP sets a real clock.
/// </summary>
internal sealed class MachineClocks
{
    private const string Library = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1";
    private const UnixFileMode AllMayRead = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>These do not start with it: the first asks for the time when it asks for memory, the second's modules fail. Neither's clock means anything to us.</summary>
    private static readonly string[] s_withoutIt = ["redis-server", "ceph-mgr"];

    private readonly string _folder;
    private readonly string _programs;

    /// <summary>Makes the files.</summary>
    /// <param name="folder">Where; PostgreSQL's user must be let through to it.</param>
    public MachineClocks(string folder)
    {
        (_folder, _programs) = (folder, Path.Combine(folder, "bin"));
        Directory.CreateDirectory(_programs, AllMayRead);
        File.SetUnixFileMode(_folder, AllMayRead);
        Set("machine", TimeSpan.Zero);

        // Each silo has a clock of its own, by its port; everything else has that of the machine.
        Wrap("dotnet", $$"""
            clock={{_folder}}/${StreamVerse__Cluster__SiloPort:-machine}
            [ -e "$clock" ] || cp {{_folder}}/machine "$clock"
            export FAKETIME_TIMESTAMP_FILE="$clock"
            """);
        Array.ForEach(s_withoutIt, program => Wrap(program, "unset LD_PRELOAD"));
    }

    /// <summary>Why clocks cannot be set here, for people; <see langword="null"/> when they can.</summary>
    public static string? MissingReason => File.Exists(Library) ? null : "libfaketime is not installed: apt-get install libfaketime";

    /// <summary>What the cluster's supervisor needs in its environment.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["PATH"] = $"{_programs}:{System.Environment.GetEnvironmentVariable("PATH")}",
        ["LD_PRELOAD"] = Library,
        ["FAKETIME_TIMESTAMP_FILE"] = Path.Combine(_folder, "machine"),
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };

    /// <summary>Sets the clock of one silo to a distance from the true time.</summary>
    /// <param name="siloPort">The port at which other silos reach it.</param>
    /// <param name="offset">The distance.</param>
    public void SetSilo(string siloPort, TimeSpan offset) => Set(siloPort, offset);

    /// <summary>Sets the clock of everything on the machine, stores included.</summary>
    public void SetMachine(TimeSpan offset)
    {
        foreach (var clock in Directory.EnumerateFiles(_folder))
        {
            Set(Path.GetFileName(clock), offset);
        }
    }

    /// <summary>Stands before a program on the path of programs.</summary>
    private void Wrap(string program, string prepare)
    {
        var path = Path.Combine(_programs, program);
        File.WriteAllText(path, $$"""
            #!/bin/sh
            {{prepare}}
            PATH="${PATH#*:}" exec {{program}} "$@"

            """);
        File.SetUnixFileMode(path, AllMayRead);
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
