using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace StreamVerse.Media.Tokens;

/// <summary>
/// HMAC-SHA256 (RFC 2104) with one secret. Each thread keeps a state into which the secret is worked already, so that a
/// message costs its own blocks only: setting up a state for each takes twice as long as the rest. Safe for any number of
/// threads; a state goes with its thread, or with this.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Keys live in records that nobody disposes; the states free themselves when they are collected.")]
internal sealed class KeyedMac
{
    private readonly ThreadLocal<IncrementalHash> _states;

    public KeyedMac(ReadOnlySpan<byte> secret)
    {
        var key = secret.ToArray();
        _states = new ThreadLocal<IncrementalHash>(() => IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key));
    }

    /// <summary>Writes the authentication code of a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="mac">Receives <see cref="HMACSHA256.HashSizeInBytes"/> bytes.</param>
    public void Compute(ReadOnlySpan<byte> message, Span<byte> mac)
    {
        var state = _states.Value!;
        state.AppendData(message);
        state.GetHashAndReset(mac);
    }
}
