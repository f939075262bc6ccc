using System.Buffers.Text;
using System.Text.Json;

namespace StreamVerse.Media.Tokens;

/// <summary>Reads a JWT's header (RFC 7515, section 4) that is not spelt as we spell it.</summary>
internal static class JwtHeader
{
    private const int MaxBytes = 256;

    /// <summary>Finds the key that a header names.</summary>
    /// <param name="encoded">The first part of the JWT.</param>
    /// <param name="keys">The keys to choose from.</param>
    /// <param name="key">The key; <see langword="null"/> unless the header is one of ours and names a key of the ring.</param>
    public static PlaybackTokenStatus FindKey(ReadOnlySpan<byte> encoded, TokenKeyRing keys, out TokenKey? key)
    {
        key = null;
        Span<byte> json = stackalloc byte[MaxBytes];
        if (encoded.Length > MaxBytes || !Base64Url.IsValid(encoded) || !Base64Url.TryDecodeFromUtf8(encoded, json, out var length))
        {
            return PlaybackTokenStatus.Malformed;
        }

        try
        {
            var status = Read(json[..length], keys, out var named);
            key = status == PlaybackTokenStatus.Valid ? named : null;
            return status;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or a string that is not UTF-8.
            return PlaybackTokenStatus.Malformed;
        }
    }

    private static PlaybackTokenStatus Read(ReadOnlySpan<byte> json, TokenKeyRing keys, out TokenKey? key)
    {
        key = null;
        var reader = new Utf8JsonReader(json);
        var (algorithm, named) = (false, false);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return PlaybackTokenStatus.Malformed;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("alg"u8))
            {
                // Pinned: never a token's own choice (RFC 8725, section 3.1).
                if (algorithm || !ReadString(ref reader) || !reader.ValueTextEquals("HS256"u8))
                {
                    return PlaybackTokenStatus.Malformed;
                }

                algorithm = true;
            }
            else if (reader.ValueTextEquals("kid"u8))
            {
                if (named || !ReadString(ref reader))
                {
                    return PlaybackTokenStatus.Malformed;
                }

                named = true;
                key = Find(ref reader, keys);
            }
            else if (reader.ValueTextEquals("typ"u8))
            {
                if (!ReadString(ref reader) || !reader.ValueTextEquals("JWT"u8))
                {
                    return PlaybackTokenStatus.Malformed;
                }
            }
            else
            {
                // "crit" among them: what it lists must be understood, and nothing else is (RFC 7515, section 4.1.11).
                return PlaybackTokenStatus.Malformed;
            }
        }

        if (!algorithm || reader.TokenType != JsonTokenType.EndObject || reader.Read())
        {
            return PlaybackTokenStatus.Malformed;
        }

        return key is null ? PlaybackTokenStatus.UnknownKey : PlaybackTokenStatus.Valid;
    }

    private static TokenKey? Find(ref Utf8JsonReader reader, TokenKeyRing keys)
    {
        foreach (var key in keys.All)
        {
            if (reader.ValueTextEquals(key.Id))
            {
                return key;
            }
        }

        return null;
    }

    private static bool ReadString(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.String;
}
