using System.Security.Cryptography;

namespace StreamVerse.Media.Tokens;

/// <summary>A secret that playback tokens are signed with (HMAC-SHA256), and the name it goes by. Never prints its secret.</summary>
public sealed record TokenKey
{
    /// <summary>Fewest bytes of a secret: as many as the signature has (RFC 7518, section 3.2).</summary>
    public const int MinSecretBytes = 32;

    /// <summary>Most bytes of a secret: the block of SHA-256; longer ones would be hashed down.</summary>
    public const int MaxSecretBytes = 64;

    private readonly byte[] _secret;

    /// <summary>Creates a key.</summary>
    /// <param name="id">The JWT's <c>kid</c>: 1 to 32 letters, digits, hyphens or underscores.</param>
    /// <param name="secret">32 to 64 random bytes; copied.</param>
    /// <exception cref="ArgumentException">The id or the secret's length is out of range.</exception>
    public TokenKey(string id, ReadOnlySpan<byte> secret)
    {
        ArgumentNullException.ThrowIfNull(id);
        if (!PathNames.IsName(id, 32))
        {
            throw new ArgumentException("A key id must be 1 to 32 letters, digits, hyphens or underscores.", nameof(id));
        }

        if (secret.Length is < MinSecretBytes or > MaxSecretBytes)
        {
            throw new ArgumentException(
                $"The secret of key '{id}' has {secret.Length} bytes; it must have {MinSecretBytes} to {MaxSecretBytes}.", nameof(secret));
        }

        Id = id;
        _secret = secret.ToArray();
        Mac = new KeyedMac(secret);
        EncodedHeader = Jwt.EncodeHeader(id);
    }

    /// <summary>The JWT's <c>kid</c>.</summary>
    public string Id { get; }

    /// <summary>The bytes to sign with.</summary>
    public ReadOnlySpan<byte> Secret => _secret;

    /// <summary>Signs with the secret.</summary>
    internal KeyedMac Mac { get; }

    /// <summary>The first part of every JWT that this key signs.</summary>
    internal byte[] EncodedHeader { get; }

    /// <summary>Makes a key of random bytes.</summary>
    /// <param name="id">The JWT's <c>kid</c>.</param>
    /// <exception cref="ArgumentException">The id is out of range.</exception>
    public static TokenKey Create(string id) => new(id, RandomNumberGenerator.GetBytes(MinSecretBytes));

    /// <inheritdoc/>
    public bool Equals(TokenKey? other) =>
        other is not null && Id == other.Id && CryptographicOperations.FixedTimeEquals(_secret, other._secret);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>The key's id.</summary>
    public override string ToString() => Id;
}
