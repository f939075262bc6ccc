using System.Globalization;
using System.Net;
using System.Runtime.ExceptionServices;

namespace StreamVerse.Storage.Objects.S3;

/// <summary>Single objects: put, look up, read, delete.</summary>
internal sealed class S3Objects(S3Http http, S3Address address, S3Faults faults, TimeSpan readTimeout, TimeProvider time)
{
    /// <summary>Says which write made an object, so that a write repeated after a lost answer knows its own work.</summary>
    public const string WriteHeader = "x-amz-meta-streamverse-write";

    private const long MaxPutBytes = 5L * 1024 * 1024 * 1024;

    public async Task<ObjectInfo> PutAsync(ObjectKey key, Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        var start = content.Position;
        var length = content.Length - start;
        if (length > MaxPutBytes)
        {
            throw new ArgumentException("More than 5 GiB cannot be stored in one piece: use the multipart calls.", nameof(content));
        }

        var write = Guid.NewGuid().ToString("N", CultureInfo.InvariantCulture);
        var request = new S3Request("storing an object", HttpMethod.Put, address.Locate(key.Bucket, key.Path))
        {
            SignedHeaders = [new(WriteHeader, write)],
            Expected = [HttpStatusCode.PreconditionFailed],
            PlainHeaders = options.IfNoneMatch ? [new("If-None-Match", "*")] : [],
            Content = () => new SourceContent(content, start, length),
            ContentLength = length,
            ContentType = options.ContentType,
        };
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return new ObjectInfo(key, length, ETagOf(response), response.Headers.Date ?? time.GetUtcNow());
        }
        catch (S3ErrorException exception) when (exception.Status == HttpStatusCode.PreconditionFailed)
        {
            // Ours, if an earlier attempt got through and only its answer was lost.
            return await FindAsync(key, write, cancellationToken) ?? throw new ObjectExistsException(key);
        }
        catch (SourceFaultException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerException!);
            throw;
        }
    }

    public Task<ObjectInfo?> FindAsync(ObjectKey key, CancellationToken cancellationToken) => FindAsync(key, null, cancellationToken);

    /// <summary>Looks an object up, and takes it for absent unless a certain write made it.</summary>
    public async Task<ObjectInfo?> FindAsync(ObjectKey key, string? write, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.SendAsync(new S3Request("looking up an object", HttpMethod.Head, address.Locate(key.Bucket, key.Path)) { Expected = [HttpStatusCode.NotFound] }, cancellationToken);
            var ours = write is null || (response.Headers.TryGetValues(WriteHeader, out var values) && values.Contains(write));
            return ours ? InfoOf(key, response, response.Content.Headers.ContentLength ?? 0) : null;
        }
        catch (S3ErrorException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    public async Task<ObjectReading?> OpenReadAsync(ObjectKey key, ByteRange? range, CancellationToken cancellationToken)
    {
        range?.ThrowIfImpossible();
        var request = new S3Request("reading an object", HttpMethod.Get, address.Locate(key.Bucket, key.Path))
        {
            Expected = [HttpStatusCode.NotFound, HttpStatusCode.RequestedRangeNotSatisfiable],
            PlainHeaders = range is { } part ? [new("Range", string.Create(CultureInfo.InvariantCulture, $"bytes={part.Offset}-{part.Offset + part.Length - 1}"))] : [],
        };
        HttpResponseMessage response;
        try
        {
            response = await http.SendAsync(request, cancellationToken);
        }
        catch (S3ErrorException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (S3ErrorException exception) when (exception.Status == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            throw new ArgumentOutOfRangeException($"The range from {range?.Offset} does not lie in {key}.", exception);
        }

        var length = response.Content.Headers.ContentLength;
        var whole = response.StatusCode == HttpStatusCode.PartialContent ? response.Content.Headers.ContentRange?.Length : length;
        if (length is null || whole is null || (range is not null && response.StatusCode != HttpStatusCode.PartialContent))
        {
            response.Dispose();
            throw faults.Unavailable(request.Step, new HttpRequestException("The answer lacks its length or ignores the range: is a proxy in between?"));
        }

        var body = new S3ReadStream(response, await response.Content.ReadAsStreamAsync(cancellationToken), readTimeout, faults, time);
        return new ObjectReading(InfoOf(key, response, whole.Value), body, length.Value);
    }

    public async Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.SendAsync(new S3Request("deleting an object", HttpMethod.Delete, address.Locate(key.Bucket, key.Path)) { Expected = [HttpStatusCode.NotFound] }, cancellationToken);
        }
        catch (S3ErrorException exception) when (exception.Status == HttpStatusCode.NotFound)
        {
            // S3 answers 204 to this; some stores do not.
        }
    }

    private static ObjectInfo InfoOf(ObjectKey key, HttpResponseMessage response, long length) =>
        new(key, length, ETagOf(response), response.Content.Headers.LastModified ?? DateTimeOffset.UnixEpoch);

    private static string ETagOf(HttpResponseMessage response) => response.Headers.ETag?.Tag.Trim('"') ?? "";
}
