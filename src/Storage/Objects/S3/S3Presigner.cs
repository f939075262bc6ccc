using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace StreamVerse.Storage.Objects.S3;

/// <summary>
/// Signs URLs (AWS Signature Version 4, query parameters, unsigned payload) and forms (POST policy). The Minio client presigns
/// plain GET and PUT only; multipart calls and conditional writes need further parameters and headers under the signature.
/// </summary>
/// <param name="accessKey">The access key.</param>
/// <param name="secretKey">The secret key.</param>
/// <param name="region">The region.</param>
/// <param name="time">The clock; the store refuses one that is more than 15 minutes off.</param>
internal sealed class S3Presigner(string accessKey, string secretKey, string region, TimeProvider time)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Signs one request.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="target">Its URL.</param>
    /// <param name="lifetime">How long the URL holds.</param>
    /// <param name="query">Its parameters.</param>
    /// <param name="headers">Headers that it must be sent with, names in lower case; <c>x-amz-</c> headers must be among them.</param>
    public Uri Sign(
        HttpMethod method,
        S3Target target,
        TimeSpan lifetime,
        IReadOnlyCollection<KeyValuePair<string, string>>? query = null,
        IReadOnlyCollection<KeyValuePair<string, string>>? headers = null)
    {
        var (date, stamp, scope) = Now();
        KeyValuePair<string, string>[] signed = [.. (headers ?? []).Append(new("host", target.Authority)).OrderBy(static header => header.Key, StringComparer.Ordinal)];
        var signedNames = string.Join(';', signed.Select(static header => header.Key));
        var parameters = Canonical([
            .. query ?? [],
            new("X-Amz-Algorithm", Algorithm),
            new("X-Amz-Credential", $"{accessKey}/{scope}"),
            new("X-Amz-Date", stamp),
            new("X-Amz-Expires", ((long)lifetime.TotalSeconds).ToString(CultureInfo.InvariantCulture)),
            new("X-Amz-SignedHeaders", signedNames),
        ]);

        var request = new StringBuilder()
            .Append(method.Method).Append('\n')
            .Append(target.Path).Append('\n')
            .Append(parameters).Append('\n');
        foreach (var (name, value) in signed)
        {
            request.Append(name).Append(':').Append(value.Trim()).Append('\n');
        }

        request.Append('\n').Append(signedNames).Append('\n').Append("UNSIGNED-PAYLOAD");
        var toSign = $"{Algorithm}\n{stamp}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(request.ToString())))}";
        return new Uri($"{target.Scheme}://{target.Authority}{target.Path}?{parameters}&X-Amz-Signature={Hex(Hmac(SigningKey(date), toSign))}");
    }

    /// <summary>Signs a form by which one object can be stored.</summary>
    /// <param name="bucket">The bucket's URL.</param>
    /// <param name="policy">What it allows. Stores refuse a form with any field that is not in its policy.</param>
    /// <param name="lifetime">How long the form holds.</param>
    public PresignedForm SignForm(S3Target bucket, S3PostPolicy policy, TimeSpan lifetime)
    {
        var (date, stamp, scope) = Now();
        Dictionary<string, string> fields = new(StringComparer.Ordinal)
        {
            ["key"] = policy.Path,
            ["Content-Type"] = policy.ContentType,
            ["x-amz-algorithm"] = Algorithm,
            ["x-amz-credential"] = $"{accessKey}/{scope}",
            ["x-amz-date"] = stamp,
        };
        JsonArray conditions =
        [
            new JsonObject { ["bucket"] = policy.Bucket },
            .. fields.Select(static field => new JsonArray("eq", $"${field.Key}", field.Value)),
            new JsonArray("content-length-range", 0, policy.MaxBytes),
        ];
        JsonObject document = new()
        {
            ["expiration"] = (time.GetUtcNow() + lifetime).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["conditions"] = conditions,
        };
        var text = Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(document));
        fields["policy"] = text;
        fields["x-amz-signature"] = Hex(Hmac(SigningKey(date), text));
        return new PresignedForm(new Uri($"{bucket.Scheme}://{bucket.Authority}{bucket.Path}"), fields);
    }

    private static string Canonical(KeyValuePair<string, string>[] parameters) => string.Join('&', parameters
        .Select(static parameter => (Name: Uri.EscapeDataString(parameter.Key), Value: Uri.EscapeDataString(parameter.Value)))
        .OrderBy(static parameter => parameter.Name, StringComparer.Ordinal)
        .ThenBy(static parameter => parameter.Value, StringComparer.Ordinal)
        .Select(static parameter => $"{parameter.Name}={parameter.Value}"));

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    private (string Date, string Stamp, string Scope) Now()
    {
        var now = time.GetUtcNow().UtcDateTime;
        var date = now.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        return (date, now.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture), $"{date}/{region}/s3/aws4_request");
    }

    private byte[] SigningKey(string date) =>
        Hmac(Hmac(Hmac(Hmac(Encoding.UTF8.GetBytes("AWS4" + secretKey), date), region), "s3"), "aws4_request");
}
