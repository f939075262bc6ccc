using StreamVerse.Storage.Objects;

namespace StreamVerse.Grains.Catalog;

/// <summary>Where an upload's bytes lie.</summary>
internal static class UploadPaths
{
    /// <summary>The whole file, once it is put together.</summary>
    public static ObjectKey Source(Guid titleId) => new(Buckets.Content, $"sources/{titleId:N}");

    /// <summary>The folder of the tails of all writers.</summary>
    public static string Tails(Guid uploadId) => $"uploads/{uploadId:N}/";

    /// <summary>The bytes at the end that do not fill a part yet, as one writer stored them.</summary>
    public static ObjectKey Tail(Guid uploadId, long token) => new(Buckets.Content, $"{Tails(uploadId)}tail-{token}");
}
