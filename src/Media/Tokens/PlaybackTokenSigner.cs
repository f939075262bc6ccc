using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace StreamVerse.Media.Tokens;

/// <summary>Issues playback tokens: JWTs as Traffic Server's <c>uri_signing</c> plug-in checks them.</summary>
/// <param name="keys">The keys; the current one signs.</param>
/// <param name="issuer">The claim <c>iss</c>, the same as the edge's configuration and the verifier have.</param>
/// <param name="time">The clock.</param>
public sealed class PlaybackTokenSigner(TokenKeyRing keys, string issuer, TimeProvider time)
{
    // Only escapes what JSON must, so that the pattern's plus sign stays one byte.
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Issues a token for every file of one output version of a title.</summary>
    /// <param name="titleId">The title: 1 to 64 letters, digits, hyphens or underscores.</param>
    /// <param name="version">The output version, likewise.</param>
    /// <param name="lifetime">How long it grants, above 0; rounded up to a whole second.</param>
    /// <exception cref="ArgumentException">A name is not one that paths can have, or the lifetime is not above 0.</exception>
    public PlaybackToken Issue(string titleId, string version, TimeSpan lifetime)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(lifetime, TimeSpan.Zero);
        var container = UriContainer.Of(PlaybackPath.GrantOf(titleId, version));
        var expires = (long)Math.Ceiling((time.GetUtcNow() + lifetime - DateTimeOffset.UnixEpoch).TotalSeconds);
        return new PlaybackToken(Sign(container, expires), DateTimeOffset.FromUnixTimeSeconds(expires));
    }

    private string Sign(string container, long expires)
    {
        var claims = new ArrayBufferWriter<byte>(256);
        using (var writer = new Utf8JsonWriter(claims, s_json))
        {
            writer.WriteStartObject();
            writer.WriteString("iss"u8, issuer);
            writer.WriteNumber("exp"u8, expires);
            writer.WriteString("cdniuc"u8, container);
            writer.WriteEndObject();
        }

        byte[] signed = [.. keys.Current.EncodedHeader, (byte)'.', .. Base64Url.EncodeToUtf8(claims.WrittenSpan)];
        Span<byte> signature = stackalloc byte[Jwt.SignatureLength];
        Jwt.Sign(keys.Current.Mac, signed, signature);
        return $"{Encoding.ASCII.GetString(signed)}.{Encoding.ASCII.GetString(signature)}";
    }
}
