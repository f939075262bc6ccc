namespace StreamVerse.Gateway.Hosting;

/// <summary>
/// By what a file that others replace is seen to have changed. Kubernetes replaces secrets by turning a link in the way to
/// them, which leaves the time of the link that stands for the file as it was: what counts is the file that it leads to.
/// </summary>
/// <param name="Path">The file itself, behind all links of its name.</param>
/// <param name="WrittenAt">When it was last written.</param>
/// <param name="Length">Its length in bytes; -1 where there is none.</param>
internal readonly record struct FileStamp(string Path, DateTime WrittenAt, long Length)
{
    /// <summary>The stamp of a file, or of its absence.</summary>
    /// <exception cref="IOException">The links on the way to it go round in circles.</exception>
    public static FileStamp Of(string path)
    {
        var named = new FileInfo(path);
        try
        {
            var file = named.ResolveLinkTarget(returnFinalTarget: true) as FileInfo ?? named;
            return file.Exists ? new(file.FullName, file.LastWriteTimeUtc, file.Length) : new(file.FullName, default, -1);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return new(named.FullName, default, -1);
        }
    }
}
