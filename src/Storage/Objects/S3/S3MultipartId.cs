using System.Globalization;

namespace StreamVerse.Storage.Objects.S3;

/// <summary>What we must know of a multipart object beside the store's own id; together they are the id that we give out.</summary>
/// <param name="Write">Our mark on the finished object, by which completing again finds it.</param>
/// <param name="PartSize">Bytes of every part but the last.</param>
/// <param name="UploadId">The store's id.</param>
internal sealed record S3MultipartId(string Write, long PartSize, string UploadId)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Write}.{PartSize}.{UploadId}");

    /// <exception cref="MultipartNotFoundException">No id of ours.</exception>
    public static S3MultipartId Parse(string text, ObjectKey key)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('.', 3) is [var write, var size, { Length: > 0 } upload]
            && Guid.TryParseExact(write, "N", out _)
            && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var partSize)
            ? new S3MultipartId(write, partSize, upload)
            : throw new MultipartNotFoundException(key);
    }
}
