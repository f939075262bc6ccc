namespace StreamVerse.Storage.Objects.S3;

/// <summary>Where buckets and objects are reached.</summary>
internal sealed class S3Address(Uri endpoint, bool pathStyle, string bucketPrefix)
{
    public string BucketName(string bucket) => bucketPrefix + bucket;

    /// <summary>The parts of a URL that a signature covers; keys need no escaping by their form.</summary>
    public S3Target Locate(string bucket, string path = "")
    {
        var name = BucketName(bucket);
        return pathStyle
            ? new S3Target(endpoint.Scheme, endpoint.Authority, $"/{name}/{path}")
            : new S3Target(endpoint.Scheme, $"{name}.{endpoint.Authority}", $"/{path}");
    }
}
