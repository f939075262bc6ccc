namespace StreamVerse.Gateway.Tests.Hosting;

/// <summary>
/// A file of a secret as kubelet mounts it: its name is a link to <c>..data/NAME</c>, and <c>..data</c> is a link to a folder of
/// the version, which is replaced by another. Versions differ by a second, and by their folders.
/// </summary>
internal sealed class MountedSecret : IDisposable
{
    private static readonly DateTime s_written = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private readonly string _folder;
    private readonly string _name;
    private int _version;

    public MountedSecret(string folder, string name, string content)
    {
        (_folder, _name) = (folder, name);
        Replace(content);
        File.CreateSymbolicLink(Path.Combine(folder, name), Path.Combine("..data", name));
    }

    public void Replace(string content)
    {
        var version = $"..version-{++_version}";
        Directory.CreateDirectory(Path.Combine(_folder, version));
        var file = Path.Combine(_folder, version, _name);
        File.WriteAllText(file, content);
        File.SetLastWriteTimeUtc(file, s_written.AddSeconds(_version));
        var data = Path.Combine(_folder, "..data");
        if (Directory.Exists(data))
        {
            Directory.Delete(data);
        }

        Directory.CreateSymbolicLink(data, version);
    }

    public void Dispose() => File.Delete(Path.Combine(_folder, _name));
}
