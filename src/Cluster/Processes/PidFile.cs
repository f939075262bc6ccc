using System.Globalization;

namespace StreamVerse.Cluster.Processes;

/// <summary>The file that says which process runs under a name: number, start, boot, and the signal that asks it to end.</summary>
internal static class PidFile
{
    private const string Extension = ".pid";

    public static string PathOf(ClusterFolder folder, string name) => Path.Combine(folder.RunPath, name + Extension);

    public static IEnumerable<string> All(ClusterFolder folder) =>
        Directory.Exists(folder.RunPath) ? Directory.EnumerateFiles(folder.RunPath, "*" + Extension) : [];

    public static void Write(string path, ProcessIdentity process, int stopSignal) =>
        File.WriteAllText(path, string.Create(CultureInfo.InvariantCulture, $"{process.Id} {process.StartTicks} {process.BootId} {stopSignal}"));

    /// <summary>What a file says; <see langword="null"/> where it was not written to its end.</summary>
    public static (ProcessIdentity Process, int StopSignal)? Read(string path) => File.ReadAllText(path).Split(' ') is [var id, var start, var boot, var signal]
        && int.TryParse(id, CultureInfo.InvariantCulture, out var number)
        && long.TryParse(start, CultureInfo.InvariantCulture, out var ticks)
        && int.TryParse(signal, CultureInfo.InvariantCulture, out var stopSignal)
            ? (new ProcessIdentity(number, ticks, boot), stopSignal)
            : null;

    /// <summary>The names under which processes run now.</summary>
    public static IReadOnlyList<string> Alive(ClusterFolder folder)
    {
        List<string> names = [];
        foreach (var path in All(folder))
        {
            try
            {
                if (Read(path) is { Process.IsAlive: true })
                {
                    names.Add(Path.GetFileNameWithoutExtension(path));
                }
            }
            catch (FileNotFoundException)
            {
                // It has just ended.
            }
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }
}
