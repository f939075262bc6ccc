using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace StreamVerse.Gateway.Uploads;

/// <summary>The checksum that a client sent with a PATCH, computed along with the bytes as they arrive.</summary>
internal sealed class UploadChecksum : IDisposable
{
    public const string Algorithms = "sha1,sha256,sha512";

    private readonly IncrementalHash _hash;
    private readonly byte[] _expected;

    private UploadChecksum(HashAlgorithmName algorithm, byte[] expected)
    {
        _hash = IncrementalHash.CreateHash(algorithm);
        _expected = expected;
    }

    /// <summary>Reads the header, if it is there.</summary>
    public static UploadChecksum? Parse(HttpRequest request)
    {
        if (!request.Headers.TryGetValue(TusProtocol.Checksum, out var header))
        {
            return null;
        }

        var parts = header.ToString().Split(' ', 2);
        HashAlgorithmName algorithm = parts[0] switch
        {
            "sha1" => HashAlgorithmName.SHA1,
            "sha256" => HashAlgorithmName.SHA256,
            "sha512" => HashAlgorithmName.SHA512,
            _ => throw Invalid($"names an algorithm that this server does not know; it knows {Algorithms}"),
        };
        var expected = new byte[64];
        return parts.Length == 2 && Convert.TryFromBase64String(parts[1], expected, out var length)
            ? new UploadChecksum(algorithm, expected[..length])
            : throw Invalid("must be an algorithm, a space and the digest in base64");
    }

    public void Append(ReadOnlySpan<byte> bytes) => _hash.AppendData(bytes);

    /// <summary>Throws where the bytes are not those that the client meant to send.</summary>
    public void ThrowIfDifferent()
    {
        if (!CryptographicOperations.FixedTimeEquals(_hash.GetHashAndReset(), _expected))
        {
            throw new TusException(TusProtocol.ChecksumMismatch, "checksum-mismatch", "The bytes that arrived do not match their checksum and were thrown away. Send them again.");
        }
    }

    public void Dispose() => _hash.Dispose();

    private static TusException Invalid(string what) => new(StatusCodes.Status400BadRequest, "tus-checksum", $"The header {TusProtocol.Checksum} {what}.");
}
