using System.Globalization;

namespace StreamVerse.Cluster.Stores;

/// <summary>Where PostgreSQL's programs are, one folder a major version.</summary>
internal static class PostgresBinaries
{
    /// <summary>Where Debian's packages put them.</summary>
    public const string Root = "/usr/lib/postgresql";

    /// <summary>The programs for a data folder: those that made it, as no other version's start on it; the newest where there is none yet.</summary>
    /// <param name="root">The folder of versions.</param>
    /// <param name="data">The data folder, there or not.</param>
    /// <returns>The folder of programs.</returns>
    /// <exception cref="IOException">They are not installed; says which are needed.</exception>
    public static string Find(string root, string data)
    {
        var installed = Installed(root);
        var mark = Path.Combine(data, "PG_VERSION");
        var needed = File.Exists(mark) ? File.ReadAllText(mark).Trim() : null;
        if (needed is not null && !installed.Contains(needed))
        {
            var others = installed.Count == 0 ? "" : $" (installed: {string.Join(", ", installed)})";
            throw new IOException($"the data in {data} are those of PostgreSQL {needed}, which is not installed{others}, and no other version can work on them. Install it (apt-get install postgresql-{needed}), or bring the data to another version with pg_upgrade.");
        }

        return (needed ?? installed.LastOrDefault()) is { } version
            ? Path.Combine(root, version, "bin")
            : throw new IOException("PostgreSQL is not installed. Install it with: apt-get install postgresql");
    }

    /// <summary>The versions, the newest last.</summary>
    private static List<string> Installed(string root) => !Directory.Exists(root) ? [] : [.. Directory.EnumerateDirectories(root)
        .Where(static version => File.Exists(Path.Combine(version, "bin", "initdb")))
        .Select(static version => Path.GetFileName(version))
        .OrderBy(static version => double.TryParse(version, CultureInfo.InvariantCulture, out var number) ? number : 0)];
}
