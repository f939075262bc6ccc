using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using StreamVerse.Grains.Abstractions.Errors;

namespace StreamVerse.Gateway;

/// <summary>
/// The <c>Idempotency-Key</c> header: the id of what a POST creates is derived from it, so the same key names the same
/// thing on every gateway, without a table of keys.
/// </summary>
internal static class IdempotencyKey
{
    private const string Header = "Idempotency-Key";
    private const int MaxLength = 255;

    /// <summary>The id of what is to be created: from the key, or a new one where there is no key.</summary>
    public static Guid IdOf(HttpRequest request, Guid orgId, string scope)
    {
        var key = request.Headers[Header].ToString();
        if (key.Length == 0)
        {
            return Guid.NewGuid();
        }

        if (key.Length > MaxLength)
        {
            throw new DomainException(ErrorKind.Invalid, "idempotency-key-invalid", $"{Header} must have at most {MaxLength} characters.");
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{orgId:N}/{scope}/{key}"), digest);
        return new Guid(digest[..16], bigEndian: true);
    }

    public static DomainException Reused() =>
        new(ErrorKind.Conflict, "idempotency-key-reused", $"This {Header} was used for another request. Use a new key.");
}
