using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace StreamVerse.Cluster.Programs;

/// <summary>
/// Copies of programs as they were on the disk when they were asked for. Processes run from these: a build writes over the
/// files in their place, and who has mapped them would go on with the new version's bytes under the old one's code.
/// </summary>
/// <param name="path">Where the copies are kept, a folder for each program and version.</param>
internal sealed class ProgramVersions(string path)
{
    private const int NameCharacters = 16;
    private readonly Lock _copying = new();
    private readonly HashSet<string> _taken = [];

    /// <summary>The program as it is on the disk now.</summary>
    /// <param name="program">Its file; everything beside it belongs to it.</param>
    /// <returns>Its file in a copy that nothing changes.</returns>
    public string Take(string program)
    {
        var source = new DirectoryInfo(Path.GetDirectoryName(program)!);
        lock (_copying)
        {
            FileInfo[] files = [.. source.EnumerateFiles("*", SearchOption.AllDirectories).OrderBy(static file => file.FullName, StringComparer.Ordinal)];
            var copy = Path.Combine(path, $"{Path.GetFileNameWithoutExtension(program)}-{NameOf(files)}");
            if (!Directory.Exists(copy))
            {
                Copy(source.FullName, files, copy);
            }

            _taken.Add(copy);
            return Path.Combine(copy, Path.GetFileName(program));
        }
    }

    /// <summary>Removes copies that none was taken of; nothing of an earlier cluster must run any more.</summary>
    public void RemoveOthers()
    {
        lock (_copying)
        {
            foreach (var folder in Directory.Exists(path) ? Directory.EnumerateDirectories(path).Where(folder => !_taken.Contains(folder)) : [])
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>Made beside its place and moved there, so that half of it is never taken for a program.</summary>
    private static void Copy(string source, FileInfo[] files, string target)
    {
        var making = target + ".new";
        if (Directory.Exists(making))
        {
            Directory.Delete(making, recursive: true);
        }

        foreach (var file in files)
        {
            var copy = Path.Combine(making, Path.GetRelativePath(source, file.FullName));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            file.CopyTo(copy);
        }

        Directory.Move(making, target);
    }

    /// <summary>Builds change a file's length or time; reading all bytes at every start would take longer than the start.</summary>
    private static string NameOf(FileInfo[] files)
    {
        var text = new StringBuilder();
        foreach (var file in files)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{file.FullName} {file.Length} {file.LastWriteTimeUtc.Ticks}");
        }

        return Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text.ToString())))[..NameCharacters];
    }
}
