using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace StreamVerse.Media.Tokens;

/// <summary>
/// Checks playback tokens on every request of a playlist or segment: without a call, without an allocation. Stricter
/// than Traffic Server's plug-in, which lets a token without a numeric <c>exp</c> live for ever. Immutable and safe for
/// any number of threads; where keys rotate, put a new verifier in its place.
/// </summary>
public sealed class PlaybackTokenVerifier
{
    private readonly TokenKeyRing _keys;
    private readonly byte[] _issuer;
    private readonly TimeProvider _time;

    /// <summary>Creates a verifier.</summary>
    /// <param name="keys">The keys that are accepted.</param>
    /// <param name="issuer">The claim <c>iss</c> that every token must have.</param>
    /// <param name="time">The clock.</param>
    public PlaybackTokenVerifier(TokenKeyRing keys, string issuer, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentException.ThrowIfNullOrEmpty(issuer);
        ArgumentNullException.ThrowIfNull(time);
        _keys = keys;
        _issuer = Encoding.UTF8.GetBytes(issuer);
        _time = time;
    }

    /// <summary>Checks whether a request's token grants its path.</summary>
    /// <param name="path">The request's path, parsed.</param>
    /// <returns><see cref="PlaybackTokenStatus.Valid"/>, or why not.</returns>
    public PlaybackTokenStatus Verify(in PlaybackPath path)
    {
        if (path.Token.Length > PlaybackPath.MaxTokenLength)
        {
            return PlaybackTokenStatus.Malformed;
        }

        // No longer than need be, here and below: what is taken from the stack is cleared first.
        Span<byte> buffer = stackalloc byte[path.Token.Length];
        if (Ascii.FromUtf16(path.Token, buffer, out var length) != OperationStatus.Done)
        {
            return PlaybackTokenStatus.Malformed;
        }

        ReadOnlySpan<byte> token = buffer[..length];
        var firstDot = token.IndexOf((byte)'.');
        var lastDot = token.LastIndexOf((byte)'.');
        if (firstDot < 1 || lastDot <= firstDot + 1 || token.Length - lastDot - 1 != Jwt.SignatureLength)
        {
            return PlaybackTokenStatus.Malformed;
        }

        var status = FindKey(token[..firstDot], out var key);
        if (key is null)
        {
            return status;
        }

        // Comparing the encoded form leaves only one spelling of each signature.
        Span<byte> expected = stackalloc byte[Jwt.SignatureLength];
        Jwt.Sign(key.Mac, token[..lastDot], expected);
        return CryptographicOperations.FixedTimeEquals(expected, token[(lastDot + 1)..])
            ? VerifyClaims(token[(firstDot + 1)..lastDot], path)
            : PlaybackTokenStatus.BadSignature;
    }

    private PlaybackTokenStatus FindKey(ReadOnlySpan<byte> encodedHeader, out TokenKey? found)
    {
        foreach (var key in _keys.All)
        {
            if (encodedHeader.SequenceEqual(key.EncodedHeader))
            {
                found = key;
                return PlaybackTokenStatus.Valid;
            }
        }

        // Signed elsewhere, or by a key of the past.
        return JwtHeader.FindKey(encodedHeader, _keys, out found);
    }

    private PlaybackTokenStatus VerifyClaims(ReadOnlySpan<byte> encodedClaims, in PlaybackPath path)
    {
        Span<byte> json = stackalloc byte[Base64Url.GetMaxDecodedLength(encodedClaims.Length)];
        if (Base64Url.DecodeFromUtf8(encodedClaims, json, out _, out var length) != OperationStatus.Done)
        {
            return PlaybackTokenStatus.Malformed;
        }

        Span<byte> container = stackalloc byte[length];
        if (!PlaybackClaims.TryRead(json[..length], _issuer, container, out var claims))
        {
            return PlaybackTokenStatus.Malformed;
        }

        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        if (now >= claims.Expires)
        {
            return PlaybackTokenStatus.Expired;
        }

        if (now < claims.NotBefore)
        {
            return PlaybackTokenStatus.NotYetValid;
        }

        Span<byte> requested = stackalloc byte[PlaybackPath.Root.Length + path.TitleId.Length + path.Version.Length + path.File.Length + 2];
        return UriContainer.Holds(container[..claims.ContainerLength], WriteCacheKey(path, requested))
            ? PlaybackTokenStatus.Valid
            : PlaybackTokenStatus.WrongPath;
    }

    private static ReadOnlySpan<byte> WriteCacheKey(in PlaybackPath path, Span<byte> destination)
    {
        var length = 0;
        Append(PlaybackPath.Root, destination, ref length);
        Append(path.TitleId, destination, ref length);
        destination[length++] = (byte)'/';
        Append(path.Version, destination, ref length);
        destination[length++] = (byte)'/';
        Append(path.File, destination, ref length);
        return destination[..length];

        static void Append(ReadOnlySpan<char> part, Span<byte> destination, ref int length)
        {
            Ascii.FromUtf16(part, destination[length..], out var written);
            length += written;
        }
    }
}
