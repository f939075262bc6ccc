using System.Security.Cryptography;
using StreamVerse.Testing;

namespace StreamVerse.EndToEnd.Tests.Jobs;

/// <summary>The files of a title's published version in a server's folder of objects.</summary>
internal static class VersionFolder
{
    /// <summary>Every file's path and digest, sorted; one line each.</summary>
    public static string[] Digests(string dataPath, string titleId) => DigestsOfStore(Path.Combine(dataPath, "objects"), titleId);

    /// <summary>The same, of an object store's folder that lies elsewhere.</summary>
    public static string[] DigestsOfStore(string objectsPath, string titleId)
    {
        var root = Path.Combine(objectsPath, "transcoded-profiles", "titles", titleId);
        return
        [
            .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
                .Select(file => $"{Path.GetRelativePath(root, file)} {Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file)))}")
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>A server's ffmpegs that run now.</summary>
    public static IReadOnlyList<int> Encoders(LocalServer server) =>
        [.. ProcessTree.Descendants(server.ProcessId).Where(process => process.Name == "ffmpeg").Select(process => process.Id)];
}
