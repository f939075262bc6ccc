using System.Text.Json;

namespace StreamVerse.Media.Tokens;

/// <summary>The claims of a playback token that decide.</summary>
/// <param name="Expires"><c>exp</c>, in Unix seconds.</param>
/// <param name="NotBefore"><c>nbf</c>, in Unix seconds; the smallest number where the token has none.</param>
/// <param name="ContainerLength">Bytes of <c>cdniuc</c>.</param>
internal readonly record struct PlaybackClaims(long Expires, long NotBefore, int ContainerLength)
{
    /// <summary>
    /// Reads claims whose signature was found right. Only claims whose meaning we enforce are accepted: one that Traffic
    /// Server refuses (<c>jti</c>, <c>cdniip</c>, <c>cdnicrit</c>, <c>aud</c>) or that nobody knows would otherwise
    /// promise a limit that nobody keeps. <c>iat</c> limits nothing and is let pass.
    /// </summary>
    /// <param name="json">The claims.</param>
    /// <param name="issuer">The issuer they must name.</param>
    /// <param name="container">Receives <c>cdniuc</c>; as long as <paramref name="json"/> at least.</param>
    /// <param name="claims">The claims.</param>
    /// <returns>Whether all that must be there is, once, and of the right type.</returns>
    public static bool TryRead(ReadOnlySpan<byte> json, ReadOnlySpan<byte> issuer, Span<byte> container, out PlaybackClaims claims)
    {
        try
        {
            return Read(json, issuer, container, out claims);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or a string that is not UTF-8.
            claims = default;
            return false;
        }
    }

    private static bool Read(ReadOnlySpan<byte> json, ReadOnlySpan<byte> issuer, Span<byte> container, out PlaybackClaims claims)
    {
        claims = default;
        long? expires = null, notBefore = null;
        int? containerLength = null;
        var issued = false;
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var understood = false;
            if (reader.ValueTextEquals("iss"u8))
            {
                understood = !issued && Read(ref reader, JsonTokenType.String) && reader.ValueTextEquals(issuer);
                issued = true;
            }
            else if (reader.ValueTextEquals("exp"u8))
            {
                understood = expires is null && ReadNumber(ref reader, out expires);
            }
            else if (reader.ValueTextEquals("cdniuc"u8))
            {
                understood = containerLength is null && Read(ref reader, JsonTokenType.String);
                containerLength = understood ? reader.CopyString(container) : 0;
            }
            else if (reader.ValueTextEquals("nbf"u8))
            {
                understood = notBefore is null && ReadNumber(ref reader, out notBefore);
            }
            else if (reader.ValueTextEquals("iat"u8))
            {
                understood = ReadNumber(ref reader, out _);
            }
            else if (reader.ValueTextEquals("cdniv"u8))
            {
                understood = ReadNumber(ref reader, out var version) && version == 1;
            }

            if (!understood)
            {
                return false;
            }
        }

        if (!issued || expires is null || containerLength is null || reader.TokenType != JsonTokenType.EndObject || reader.Read())
        {
            return false;
        }

        claims = new PlaybackClaims(expires.Value, notBefore ?? long.MinValue, containerLength.Value);
        return true;
    }

    private static bool Read(ref Utf8JsonReader reader, JsonTokenType type) => reader.Read() && reader.TokenType == type;

    private static bool ReadNumber(ref Utf8JsonReader reader, out long? value)
    {
        value = Read(ref reader, JsonTokenType.Number) && reader.TryGetInt64(out var number) ? number : null;
        return value is not null;
    }
}
