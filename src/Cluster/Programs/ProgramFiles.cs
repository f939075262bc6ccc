namespace StreamVerse.Cluster.Programs;

/// <summary>Where the programs of a cluster are: built beside this one, of the same configuration.</summary>
internal static class ProgramFiles
{
    public static string Silo { get; } = PathOf("Silo");

    public static string Gateway { get; } = PathOf("Gateway");

    public static string Worker { get; } = PathOf("Worker");

    /// <exception cref="InvalidDataException">Some are not built.</exception>
    public static void Require()
    {
        if (((string[])[Silo, Gateway, Worker]).FirstOrDefault(static path => !File.Exists(path)) is { } missing)
        {
            throw new InvalidDataException($"{missing} is not there. './streamverse cluster up' builds it.");
        }
    }

    private static string PathOf(string name)
    {
        var folder = AppContext.BaseDirectory.TrimEnd('/');
        return Path.GetFullPath(Path.Combine(folder, "..", "..", $"StreamVerse.{name}", Path.GetFileName(folder), $"StreamVerse.{name}.dll"));
    }
}
