using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace StreamVerse.Media.Tokens;

/// <summary>The parts of a JWT in compact form, signed with HS256 (RFC 7515 and RFC 7518, section 3.2).</summary>
internal static class Jwt
{
    /// <summary>Characters of an HS256 signature.</summary>
    public const int SignatureLength = 43;

    /// <summary>The first part of a JWT that the named key signs.</summary>
    public static byte[] EncodeHeader(string keyId) =>
        Base64Url.EncodeToUtf8(Encoding.ASCII.GetBytes($$"""{"typ":"JWT","alg":"HS256","kid":"{{keyId}}"}"""));

    /// <summary>Writes the third part of a JWT: the signature of the first two with the dot between them.</summary>
    public static void Sign(KeyedMac key, ReadOnlySpan<byte> signed, Span<byte> signature)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        key.Compute(signed, mac);
        Base64Url.EncodeToUtf8(mac, signature);
    }
}
