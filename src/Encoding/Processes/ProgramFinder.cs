namespace StreamVerse.Encoding.Processes;

/// <summary>Finds programs as a shell would.</summary>
internal static class ProgramFinder
{
    /// <summary>The full path of a program.</summary>
    /// <param name="nameOrPath">A path, or a name to look up on the PATH.</param>
    /// <returns>The path, or null where there is no such program.</returns>
    public static string? Find(string nameOrPath)
    {
        if (nameOrPath.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            return File.Exists(nameOrPath) ? Path.GetFullPath(nameOrPath) : null;
        }

        return (Environment.GetEnvironmentVariable("PATH") ?? "/usr/local/bin:/usr/bin:/bin")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, nameOrPath))
            .FirstOrDefault(File.Exists);
    }
}
