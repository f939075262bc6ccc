using StreamVerse.Storage.Objects;

namespace StreamVerse.Grains.Catalog;

/// <summary>Where an upload's bytes lie.</summary>
internal static class UploadPaths
{
    /// <summary>The whole file, once it is put together.</summary>
    public static ObjectKey Source(UploadRecord upload, Guid uploadId) =>
        upload.Track is null ? new ObjectKey(Buckets.Content, $"sources/{upload.TitleId:N}") : OfTrack(upload.TitleId, uploadId);

    /// <summary>The whole file of a track that is added to a title.</summary>
    public static ObjectKey OfTrack(Guid titleId, Guid uploadId) => new(Buckets.Content, $"{TracksOf(titleId)}{uploadId:N}");

    /// <summary>The folder of the files of all tracks that are added to a title.</summary>
    public static string TracksOf(Guid titleId) => $"tracks/{titleId:N}/";

    /// <summary>The folder of the tails of all writers.</summary>
    public static string Tails(Guid uploadId) => $"uploads/{uploadId:N}/";

    /// <summary>The bytes at the end that do not fill a part yet, as one writer stored them.</summary>
    public static ObjectKey Tail(Guid uploadId, long token) => new(Buckets.Content, $"{Tails(uploadId)}tail-{token}");
}
