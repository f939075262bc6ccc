using System.Net;
using System.Xml.Linq;

namespace StreamVerse.Storage.Objects.S3;

/// <summary>Lets web pages of certain origins read a bucket, and proves it the way a browser would ask.</summary>
internal sealed class S3Cors(S3Http http, S3Address address, IReadOnlyList<string> origins)
{
    private const string Step = "checking CORS rules";
    private const string RuleId = "streamverse";

    private readonly S3BucketRules _rules = new(http, address, "cors", "CORSConfiguration", "CORSRule");

    public async Task EnsureAsync(string bucket, CancellationToken cancellationToken)
    {
        if (origins.Count == 0)
        {
            return;
        }

        try
        {
            await SetAsync(bucket, cancellationToken);
        }
        catch (S3ErrorException exception) when (exception.Status == HttpStatusCode.NotImplemented)
        {
            // MinIO has one rule for all buckets, in its own configuration; the check below tells whether it suits.
        }

        foreach (var origin in origins)
        {
            if (!await IsAllowedAsync(bucket, origin, cancellationToken))
            {
                throw new StoreUnavailableException("object store", $"{ObjectStoreOptions.Section}:S3:CorsOrigins", $"the store does not let pages of {origin} read the bucket '{bucket}'. On MinIO, set MINIO_API_CORS_ALLOW_ORIGIN.");
            }
        }
    }

    private Task SetAsync(string bucket, CancellationToken cancellationToken) => _rules.EnsureAsync(
        bucket,
        RuleId,
        [
            .. origins.Select(static origin => new XElement("AllowedOrigin", origin)),
            new XElement("AllowedMethod", "GET"),
            new XElement("AllowedMethod", "HEAD"),
            new XElement("AllowedMethod", "PUT"),
            new XElement("AllowedHeader", "*"),
            new XElement("ExposeHeader", "ETag"),
            new XElement("ExposeHeader", "Content-Range"),
            new XElement("MaxAgeSeconds", "3600"),
        ],
        [HttpStatusCode.NotImplemented],
        cancellationToken);

    private async Task<bool> IsAllowedAsync(string bucket, string origin, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await http.SendAsync(new S3Request(Step, HttpMethod.Options, address.Locate(bucket, "probe"))
            {
                Expected = [HttpStatusCode.Forbidden, HttpStatusCode.BadRequest, HttpStatusCode.NotFound],
                PlainHeaders = [new("Origin", origin), new("Access-Control-Request-Method", "GET"), new("Access-Control-Request-Headers", "range")],
            }, cancellationToken);
            return response.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) && allowed.Any(value => value == "*" || value == origin);
        }
        catch (S3ErrorException)
        {
            return false;
        }
    }
}
