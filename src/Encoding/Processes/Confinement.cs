using System.Diagnostics;
using System.Globalization;

namespace StreamVerse.Encoding.Processes;

/// <summary>
/// Wraps a program so that it dies with its parent, may use so much memory and no more, yields to the server, and sees
/// nothing of the server's environment. Uses util-linux and coreutils, which replace themselves by the program: one process.
/// </summary>
internal static class Confinement
{
    private static readonly string[] KeptVariables =
        ["PATH", "LD_LIBRARY_PATH", "LIBVA_DRIVER_NAME", "LIBVA_DRIVERS_PATH", "CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES"];

    /// <summary>Builds the start of a confined program.</summary>
    /// <param name="program">Full path of the program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="options">The limits.</param>
    public static ProcessStartInfo Confine(string program, IEnumerable<string> arguments, EncodingOptions options)
    {
        var words = new List<string>();
        if (ProgramFinder.Find("setpriv") is { } setpriv)
        {
            words.AddRange([setpriv, "--pdeathsig", "KILL", "--no-new-privs", "--"]);
        }

        if (ProgramFinder.Find("prlimit") is { } prlimit)
        {
            words.AddRange([prlimit, "--core=0"]);
            if (options.MemoryLimitBytes > 0)
            {
                words.Add(string.Create(CultureInfo.InvariantCulture, $"--as={options.MemoryLimitBytes}"));
            }
        }

        if (options.Niceness > 0 && ProgramFinder.Find("nice") is { } nice)
        {
            words.AddRange([nice, "-n", options.Niceness.ToString(CultureInfo.InvariantCulture)]);
        }

        words.Add(program);
        words.AddRange(arguments);
        var info = new ProcessStartInfo(words[0], words.Skip(1))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };

        info.Environment.Clear();
        foreach (var variable in KeptVariables)
        {
            if (Environment.GetEnvironmentVariable(variable) is { } value)
            {
                info.Environment[variable] = value;
            }
        }

        info.Environment["LC_ALL"] = "C";
        info.Environment["AV_LOG_FORCE_NOCOLOR"] = "1";
        return info;
    }
}
