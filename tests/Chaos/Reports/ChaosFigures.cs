using StreamVerse.Testing;

namespace StreamVerse.Chaos.Tests.Reports;

/// <summary>What the suite has measured, as a file. It begins anew with each run.</summary>
internal static class ChaosFigures
{
    private static readonly Lock s_writing = new();
    private static bool s_begun;

    /// <summary>Adds a section, and shows it.</summary>
    public static void Add(string section)
    {
        var path = RepositoryRoot.Combine("artifacts", "figures", "chaos.md");
        lock (s_writing)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            if (!s_begun)
            {
                File.WriteAllText(path, $"# Chaos suite, {(ChaosForm.IsLong ? "long" : "short")} form\n\n");
                s_begun = true;
            }

            File.AppendAllText(path, section + "\n");
        }

        Console.WriteLine(section);
    }
}
