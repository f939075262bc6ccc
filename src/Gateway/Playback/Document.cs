using System.IO.Compression;
using System.IO.Hashing;

namespace StreamVerse.Gateway.Playback;

/// <summary>A rendered playlist or manifest, ready to be sent.</summary>
internal sealed class Document
{
    private const int SmallestCompressed = 200;

    public Document(byte[] content, string contentType, bool isComplete)
    {
        Content = content;
        ContentType = contentType;
        CacheControl = CacheHeaders.OfDocument(isComplete);
        ETag = $"\"{XxHash64.HashToUInt64(content):x16}\"";
        if (content.Length >= SmallestCompressed)
        {
            Compressed = Compress(content);
            CompressedETag = $"\"{XxHash64.HashToUInt64(content):x16}-gzip\"";
        }
    }

    public byte[] Content { get; }

    /// <summary>The content under gzip, where that is worth it.</summary>
    public byte[]? Compressed { get; }

    public string ContentType { get; }

    public string CacheControl { get; }

    public string ETag { get; }

    public string? CompressedETag { get; }

    private static byte[] Compress(byte[] content)
    {
        using var target = new MemoryStream();
        using (var gzip = new GZipStream(target, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return target.ToArray();
    }
}
