using System.Globalization;

namespace StreamVerse.Testing;

/// <summary>What runs below a process (Linux).</summary>
public static class ProcessTree
{
    /// <summary>Children, their children and so on, with the name of each program.</summary>
    public static IReadOnlyList<(int Id, string Name)> Descendants(int processId)
    {
        var all = new List<(int Id, string Name, int Parent)>();
        foreach (var folder in Directory.EnumerateDirectories("/proc").Where(folder => int.TryParse(Path.GetFileName(folder), out _)))
        {
            try
            {
                // "pid (name) state parent ...": a name may hold blanks and brackets (proc(5)).
                var stat = File.ReadAllText(Path.Combine(folder, "stat"));
                var (open, close) = (stat.IndexOf('('), stat.LastIndexOf(')'));
                var parent = int.Parse(stat[(close + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
                all.Add((int.Parse(stat[..open], CultureInfo.InvariantCulture), stat[(open + 1)..close], parent));
            }
            catch (IOException)
            {
                // It ended meanwhile.
            }
        }

        var found = new List<(int Id, string Name)>();
        var parents = new HashSet<int> { processId };
        while (all.Where(process => parents.Contains(process.Parent)).ToArray() is { Length: > 0 } children)
        {
            found.AddRange(children.Select(child => (child.Id, child.Name)));
            parents = [.. children.Select(child => child.Id)];
        }

        return found;
    }
}
