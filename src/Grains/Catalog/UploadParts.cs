namespace StreamVerse.Grains.Catalog;

/// <summary>How an upload is cut into parts of a multipart object.</summary>
internal static class UploadParts
{
    private const int MiB = 1 << 20;
    private const int Smallest = 8 * MiB;
    private const int MostParts = 1_000;

    /// <summary>
    /// Bytes of every part but the last. 8 MiB bounds what a crash can make a client send again; large files get larger
    /// parts, so that an upload has at most a thousand (S3 allows 10,000).
    /// </summary>
    /// <param name="length">Size of the file.</param>
    public static int SizeFor(long length)
    {
        var wholeMiB = ((length / MostParts) + MiB - 1) / MiB;
        return (int)Math.Max(Smallest, wholeMiB * MiB);
    }

    /// <summary>Parts of a file.</summary>
    /// <param name="length">Size of the file.</param>
    /// <param name="partSize">Bytes of every part but the last.</param>
    public static int CountFor(long length, int partSize) => (int)((length + partSize - 1) / partSize);
}
