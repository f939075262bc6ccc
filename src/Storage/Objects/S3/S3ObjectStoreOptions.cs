namespace StreamVerse.Storage.Objects.S3;

/// <summary>Options of the S3 adapter.</summary>
public sealed class S3ObjectStoreOptions
{
    /// <summary>The configuration key that says where the store is, for error messages.</summary>
    public const string EndpointSetting = Prefix + "Endpoint";

    /// <summary>The configuration key of the credentials, for error messages.</summary>
    public const string AccessKeySetting = Prefix + "AccessKey";

    private const string Prefix = ObjectStoreOptions.Section + ":S3:";

    /// <summary>Where the store is: <c>http://</c> or <c>https://</c>, a host and perhaps a port. No default.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The address under which others (workers, browsers) reach the store, for presigned URLs, where it differs from <see cref="Endpoint"/>. Default: none.</summary>
    public string? PublicEndpoint { get; set; }

    /// <summary>The region that signatures name. Default: <c>us-east-1</c>, which MinIO takes.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>The access key. No default.</summary>
    public string AccessKey { get; set; } = "";

    /// <summary>The secret key. No default; <see cref="SecretKeyFile"/> is the better place.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>A file that holds the secret key, such as <c>/run/secrets/objects</c>; it counts before <see cref="SecretKey"/>. Default: none.</summary>
    public string? SecretKeyFile { get; set; }

    /// <summary>What stands in front of the buckets' names, for stores that several installations share. Default: nothing.</summary>
    public string BucketPrefix { get; set; } = "";

    /// <summary>Whether the bucket is in the path (MinIO, Ceph) and not in the host's name (AWS). Default: <see langword="true"/>.</summary>
    public bool PathStyle { get; set; } = true;

    /// <summary>Origins of web pages that may read objects directly, such as <c>https://studio.example</c>; the buckets' CORS rules are set to them. Default: none, and the rules are left alone.</summary>
    public IList<string> CorsOrigins { get; } = [];

    /// <summary>
    /// How long one attempt may take to answer, and a read to bring its next bytes; uploads get a second more for every 512 KiB.
    /// Smaller values find a dead store sooner but give up on a slow one. Default: 30 seconds.
    /// </summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call is tried before it fails, with growing pauses from 200 ms to 5 s. Default: 4; 1 to 10.</summary>
    public int MaxAttempts { get; set; } = 4;

    internal IEnumerable<string> FindErrors()
    {
        if (!IsEndpoint(Endpoint))
        {
            yield return $"{EndpointSetting} must be the store's address, such as https://minio.example:9000, without path or user.";
        }

        if (PublicEndpoint is not null && !IsEndpoint(PublicEndpoint))
        {
            yield return $"{Prefix}PublicEndpoint must be an address, such as https://objects.example, without path or user.";
        }

        if (string.IsNullOrWhiteSpace(AccessKey))
        {
            yield return $"{AccessKeySetting} is empty.";
        }

        if (string.IsNullOrWhiteSpace(SecretKey) && string.IsNullOrWhiteSpace(SecretKeyFile))
        {
            yield return $"{Prefix}SecretKeyFile (or SecretKey) is empty.";
        }

        if (SecretKeyFile is { Length: > 0 } && !File.Exists(SecretKeyFile))
        {
            yield return $"{Prefix}SecretKeyFile names '{SecretKeyFile}', which is not there or not readable.";
        }

        if (string.IsNullOrWhiteSpace(Region))
        {
            yield return $"{Prefix}Region is empty: MinIO takes us-east-1.";
        }

        if (BucketPrefix.Length > 40 || !BucketPrefix.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') || BucketPrefix.StartsWith('-'))
        {
            yield return $"{Prefix}BucketPrefix is '{BucketPrefix}': at most 40 lower-case letters, digits and '-', the first no '-'.";
        }

        if (AttemptTimeout < TimeSpan.FromMilliseconds(100) || AttemptTimeout > TimeSpan.FromMinutes(10))
        {
            yield return $"{Prefix}AttemptTimeout is {AttemptTimeout}: 100 ms to 10 minutes.";
        }

        if (MaxAttempts is < 1 or > 10)
        {
            yield return $"{Prefix}MaxAttempts is {MaxAttempts}: 1 to 10.";
        }
    }

    internal string ReadSecret() => string.IsNullOrWhiteSpace(SecretKeyFile) ? SecretKey : File.ReadAllText(SecretKeyFile).Trim();

    private static bool IsEndpoint(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.PathAndQuery == "/" && uri.UserInfo.Length == 0 && uri.Fragment.Length == 0;
}
