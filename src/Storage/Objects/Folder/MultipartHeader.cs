using System.Text.Json;

namespace StreamVerse.Storage.Objects.Folder;

/// <summary>What is fixed when a multipart object begins.</summary>
/// <param name="Bucket">The object's bucket.</param>
/// <param name="Path">The object's path.</param>
/// <param name="PartSize">Bytes of every part but the last.</param>
internal sealed record MultipartHeader(string Bucket, string Path, long PartSize)
{
    public const string FileName = "header.json";

    public void Write(string directory) => File.WriteAllBytes(System.IO.Path.Combine(directory, FileName), JsonSerializer.SerializeToUtf8Bytes(this));

    /// <returns>The header, or <see langword="null"/> where there is none.</returns>
    public static MultipartHeader? TryRead(string directory)
    {
        try
        {
            return JsonSerializer.Deserialize<MultipartHeader>(File.ReadAllBytes(System.IO.Path.Combine(directory, FileName)));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
