using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Minio;
using StreamVerse.Storage.Diagnosis;

namespace StreamVerse.Storage.Objects.S3;

/// <summary>Keeps objects in MinIO, or in another store that speaks S3.</summary>
internal sealed partial class S3ObjectStore : IObjectStore, ITrialBuckets, IDisposable
{
    private static readonly TimeSpan MaxLifetime = TimeSpan.FromDays(7);
    private readonly ILogger _logger;
    private readonly TimeSpan _abandonedAfter;
    private readonly S3Presigner _presigner;
    private readonly S3Address _publicAddress;
    private readonly S3Http _http;
    private readonly S3Objects _objects;
    private readonly S3Multipart _multipart;
    private readonly S3Listing _listing;
    private readonly S3Buckets _buckets;
    private readonly S3Cors _cors;
    private readonly S3Lifecycle _lifecycle;
    private readonly IMinioClient _minio;

    public S3ObjectStore(IOptions<ObjectStoreOptions> options, TimeProvider time, ILogger<S3ObjectStore> logger)
    {
        _logger = logger;
        _abandonedAfter = options.Value.AbandonedAfter;
        var s3 = options.Value.S3;
        var endpoint = new Uri(s3.Endpoint);
        var secret = s3.ReadSecret();
        var faults = new S3Faults(endpoint.GetLeftPart(UriPartial.Authority));
        var address = new S3Address(endpoint, s3.PathStyle, s3.BucketPrefix);
        _publicAddress = s3.PublicEndpoint is { } shown ? new S3Address(new Uri(shown), s3.PathStyle, s3.BucketPrefix) : address;
        _presigner = new S3Presigner(s3.AccessKey, secret, s3.Region, time);
        _http = new S3Http(s3, _presigner, faults, time);
        _objects = new S3Objects(_http, address, faults, s3.AttemptTimeout, time);
        _multipart = new S3Multipart(_http, address, _objects);
        _listing = new S3Listing(_http, address);
        _minio = new MinioClient()
            .WithEndpoint(endpoint.Host, endpoint.Port)
            .WithSSL(endpoint.Scheme == Uri.UriSchemeHttps)
            .WithCredentials(s3.AccessKey, secret)
            .WithRegion(s3.Region)
            .WithHttpClient(_http.Client, disposeHttpClient: false)
            .Build();
        _buckets = new S3Buckets(_minio, _http, address, _multipart, time);
        _cors = new S3Cors(_http, address, [.. s3.CorsOrigins]);
        _lifecycle = new S3Lifecycle(_http, address, _abandonedAfter);
    }

    public Task<ObjectInfo> PutAsync(ObjectKey key, Stream content, PutOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(options);
        return _objects.PutAsync(key, content, options, cancellationToken);
    }

    public Task<ObjectInfo?> FindAsync(ObjectKey key, CancellationToken cancellationToken) => _objects.FindAsync(key, cancellationToken);

    public Task<ObjectReading?> OpenReadAsync(ObjectKey key, ByteRange? range, CancellationToken cancellationToken) =>
        _objects.OpenReadAsync(key, range, cancellationToken);

    public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken) => _objects.DeleteAsync(key, cancellationToken);

    public Task DeletePrefixAsync(string bucket, string prefix, CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfNoFolder(bucket, prefix);
        return _buckets.DeleteAsync(bucket, _listing.ListAsync(bucket, prefix, cancellationToken), cancellationToken);
    }

    public IAsyncEnumerable<ObjectInfo> ListAsync(string bucket, string prefix, CancellationToken cancellationToken)
    {
        ObjectKey.ThrowIfNoPrefix(bucket, prefix);
        return _listing.ListAsync(bucket, prefix, cancellationToken);
    }

    public Task<string> StartMultipartAsync(ObjectKey key, long partSize, PutOptions options, CancellationToken cancellationToken) =>
        _multipart.StartAsync(key, partSize, options, cancellationToken);

    public Task<string> PutPartAsync(ObjectKey key, string multipartId, MultipartPart part, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        _multipart.PutPartAsync(key, multipartId, part, content, cancellationToken);

    public Task<ObjectInfo> CompleteMultipartAsync(ObjectKey key, string multipartId, IReadOnlyList<string> receipts, long totalBytes, CancellationToken cancellationToken) =>
        _multipart.CompleteAsync(key, multipartId, receipts, totalBytes, cancellationToken);

    public Task AbortMultipartAsync(ObjectKey key, string multipartId, CancellationToken cancellationToken) =>
        _multipart.AbortAsync(key, multipartId, cancellationToken);

    public Task<Uri?> PresignReadAsync(ObjectKey key, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        ThrowIfNoLifetime(lifetime);
        return Task.FromResult<Uri?>(_presigner.Sign(HttpMethod.Get, _publicAddress.Locate(key.Bucket, key.Path), lifetime));
    }

    public Task<PresignedForm?> PresignFormAsync(ObjectKey key, string contentType, long maxBytes, TimeSpan lifetime, CancellationToken cancellationToken)
    {
        ThrowIfNoLifetime(lifetime);
        ArgumentException.ThrowIfNullOrEmpty(contentType);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        S3PostPolicy policy = new(_publicAddress.BucketName(key.Bucket), key.Path, contentType, maxBytes);
        return Task.FromResult<PresignedForm?>(_presigner.SignForm(_publicAddress.Locate(key.Bucket), policy, lifetime));
    }

    public string? TryGetLocalPath(ObjectKey key) => null;

    public Task<long?> GetFreeBytesAsync(CancellationToken cancellationToken) => Task.FromResult<long?>(null);

    public async Task EnsureReadyAsync(CancellationToken cancellationToken)
    {
        foreach (var bucket in Buckets.All)
        {
            await _buckets.EnsureAsync(bucket, cancellationToken);
            await _cors.EnsureAsync(bucket, cancellationToken);
            if (!await _lifecycle.EnsureAsync(bucket, cancellationToken))
            {
                LogNoLifecycle(bucket);
            }
        }

        await ObjectStoreProbe.RunAsync(this, cancellationToken);
        await CleanAbandonedAsync(_abandonedAfter, cancellationToken);
    }

    public Task CheckAsync(CancellationToken cancellationToken) => FindAsync(new ObjectKey(Buckets.Content, "probe"), cancellationToken);

    public async Task<int> CleanAbandonedAsync(TimeSpan olderThan, CancellationToken cancellationToken)
    {
        var aborted = 0;
        foreach (var bucket in Buckets.All)
        {
            aborted += await _buckets.AbortAbandonedAsync(bucket, olderThan, cancellationToken);
        }

        if (aborted > 0)
        {
            LogAborted(aborted, olderThan);
        }

        return aborted;
    }

    Task<bool> ITrialBuckets.MakeAsync(string bucket, CancellationToken cancellationToken) => _buckets.EnsureAsync(bucket, cancellationToken);

    Task ITrialBuckets.RemoveAsync(string bucket, CancellationToken cancellationToken) => _buckets.RemoveAsync(bucket, cancellationToken);

    public void Dispose()
    {
        _minio.Dispose();
        _http.Dispose();
    }

    private static void ThrowIfNoLifetime(TimeSpan lifetime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lifetime, TimeSpan.FromSeconds(1));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lifetime, MaxLifetime);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "The object store takes no lifecycle rule for the bucket {Bucket}; abandoned multipart objects are aborted by the janitor alone")]
    private partial void LogNoLifecycle(string bucket);

    [LoggerMessage(Level = LogLevel.Information, Message = "Aborted {Count} multipart objects that nobody had continued for {OlderThan}")]
    private partial void LogAborted(int count, TimeSpan olderThan);
}
