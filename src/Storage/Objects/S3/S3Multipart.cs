using System.Globalization;
using System.Net;
using System.Text;
using System.Xml.Linq;

namespace StreamVerse.Storage.Objects.S3;

/// <summary>Objects that arrive in parts, by presigned requests: the Minio client keeps these calls to itself.</summary>
internal sealed class S3Multipart(S3Http http, S3Address address, S3Objects objects)
{
    private static readonly XNamespace S3 = "http://s3.amazonaws.com/doc/2006-03-01/";

    public async Task<string> StartAsync(ObjectKey key, long partSize, PutOptions options, CancellationToken cancellationToken)
    {
        MultipartLimits.ThrowIfNotStartable(partSize, options);
        var write = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var answer = await http.SendForXmlAsync(new S3Request("beginning a multipart object", HttpMethod.Post, address.Locate(key.Bucket, key.Path))
        {
            Query = [new("uploads", "")],
            SignedHeaders = [new(S3Objects.WriteHeader, write)],
            Content = static () => new ByteArrayContent([]),
            ContentType = options.ContentType,
        }, cancellationToken);
        return new S3MultipartId(write, partSize, answer.Find("UploadId")).ToString();
    }

    public async Task<string> PutPartAsync(ObjectKey key, string id, MultipartPart part, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        MultipartLimits.ThrowIfNoPart(part, content.Length);
        var multipart = S3MultipartId.Parse(id, key);
        MultipartLimits.ThrowIfTooLarge(content.Length, multipart.PartSize);
        try
        {
            using var response = await http.SendAsync(new S3Request("storing a part", HttpMethod.Put, address.Locate(key.Bucket, key.Path))
            {
                Expected = [HttpStatusCode.NotFound],
                Query = [new("partNumber", part.Place.ToString(CultureInfo.InvariantCulture)), new("uploadId", multipart.UploadId)],
                Content = () => new ReadOnlyMemoryContent(content),
                ContentLength = content.Length,
            }, cancellationToken);
            return response.Headers.ETag?.Tag.Trim('"') ?? throw new InvalidDataException($"The object store gave no ETag for a part of {key}.");
        }
        catch (S3ErrorException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            throw new MultipartNotFoundException(key);
        }
    }

    public async Task<ObjectInfo> CompleteAsync(ObjectKey key, string id, IReadOnlyList<string> receipts, long totalBytes, CancellationToken cancellationToken)
    {
        MultipartLimits.ThrowIfNoObject(receipts, totalBytes);
        var multipart = S3MultipartId.Parse(id, key);
        try
        {
            var parts = await ListPartsAsync(key, multipart.UploadId, cancellationToken);
            MultipartLimits.ThrowIfIncomplete(key, receipts.Select((receipt, index) => parts.TryGetValue(index + 1, out var part) && part.ETag.Trim('"') == receipt ? part.Length : 0), multipart.PartSize, totalBytes);
            await CompleteAsync(key, multipart.UploadId, receipts.Count, parts, cancellationToken);
        }
        catch (S3ErrorException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            // Completed before, perhaps by an attempt whose answer was lost; the mark on the object tells.
        }

        return await objects.FindAsync(key, multipart.Write, cancellationToken) ?? throw new MultipartNotFoundException(key);
    }

    public Task AbortAsync(ObjectKey key, string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return id.Split('.', 3) is [_, _, { Length: > 0 } upload] ? AbortUploadAsync(key, upload, cancellationToken) : Task.CompletedTask;
    }

    /// <summary>Aborts by the store's own id.</summary>
    public async Task AbortUploadAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.SendAsync(new S3Request("aborting a multipart object", HttpMethod.Delete, address.Locate(key.Bucket, key.Path))
            {
                Expected = [HttpStatusCode.NotFound],
                Query = [new("uploadId", uploadId)],
            }, cancellationToken);
        }
        catch (S3ErrorException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            // Nothing left to abort.
        }
    }

    /// <summary>What the store has of a multipart object, by part number.</summary>
    /// <exception cref="S3ErrorException">There is no such upload.</exception>
    public async Task<SortedDictionary<int, S3Part>> ListPartsAsync(ObjectKey key, string uploadId, CancellationToken cancellationToken)
    {
        var parts = new SortedDictionary<int, S3Part>();
        var marker = "0";
        do
        {
            var page = await http.SendForXmlAsync(new S3Request("listing parts", HttpMethod.Get, address.Locate(key.Bucket, key.Path))
            {
                Expected = [HttpStatusCode.NotFound],
                Query = [new("max-parts", "1000"), new("part-number-marker", marker), new("uploadId", uploadId)],
            }, cancellationToken);
            foreach (var part in page.Elements().Where(static element => element.Name.LocalName == "Part"))
            {
                parts[int.Parse(part.Find("PartNumber"), CultureInfo.InvariantCulture)] = new S3Part(
                    part.Find("ETag"),
                    long.Parse(part.Find("Size"), CultureInfo.InvariantCulture),
                    DateTimeOffset.Parse(part.Find("LastModified"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
            }

            marker = page.Find("IsTruncated") == "true" ? page.Find("NextPartNumberMarker") : "";
        }
        while (marker.Length > 0);
        return parts;
    }

    private async Task CompleteAsync(ObjectKey key, string uploadId, int count, SortedDictionary<int, S3Part> parts, CancellationToken cancellationToken)
    {
        var xml = new XElement(S3 + "CompleteMultipartUpload", Enumerable.Range(1, count).Select(place =>
            new XElement(S3 + "Part", new XElement(S3 + "PartNumber", place), new XElement(S3 + "ETag", parts[place].ETag))));
        var body = Encoding.UTF8.GetBytes(xml.ToString(SaveOptions.DisableFormatting));
        await http.SendForXmlAsync(new S3Request("completing a multipart object", HttpMethod.Post, address.Locate(key.Bucket, key.Path))
        {
            Expected = [HttpStatusCode.NotFound],
            Query = [new("uploadId", uploadId)],
            Content = () => new ByteArrayContent(body),
            ContentLength = body.Length,
            ContentType = "application/xml",
        }, cancellationToken);
    }
}
