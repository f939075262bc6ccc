using System.Collections.Immutable;

namespace StreamVerse.Media.Tokens;

/// <summary>
/// The key that new tokens are signed with, and those before it that tokens still in use were signed with. Keep a key
/// among the previous ones for at least the longest life of a token, and no session ends because a key was changed.
/// </summary>
public sealed record TokenKeyRing
{
    /// <summary>Most keys of a ring.</summary>
    public const int MaxKeys = 8;

    /// <summary>Creates a ring.</summary>
    /// <param name="current">Signs new tokens.</param>
    /// <param name="previous">Only verify; the newest first; may be empty.</param>
    /// <exception cref="ArgumentException">Two keys share an id, or there are more than <see cref="MaxKeys"/>.</exception>
    public TokenKeyRing(TokenKey current, ImmutableArray<TokenKey> previous = default)
    {
        ArgumentNullException.ThrowIfNull(current);
        Current = current;
        Previous = previous.IsDefault ? [] : previous;
        All = [current, .. Previous];
        if (All.Length > MaxKeys)
        {
            throw new ArgumentException($"The ring has {All.Length} keys; at most {MaxKeys} are kept.", nameof(previous));
        }

        if (All.DistinctBy(key => key.Id).Count() != All.Length)
        {
            throw new ArgumentException("Two keys of the ring share an id; a new key needs a new id.", nameof(previous));
        }
    }

    /// <summary>The key that signs new tokens.</summary>
    public TokenKey Current { get; }

    /// <summary>Keys that only verify, the newest first.</summary>
    public ImmutableArray<TokenKey> Previous { get; }

    /// <summary>Every key, the current one first.</summary>
    internal ImmutableArray<TokenKey> All { get; }

    /// <summary>A ring in which <paramref name="next"/> signs, and today's current key still verifies; the oldest beyond <see cref="MaxKeys"/> go.</summary>
    /// <param name="next">The new key, with an id that the ring does not have.</param>
    /// <exception cref="ArgumentException">The id is taken.</exception>
    public TokenKeyRing Rotate(TokenKey next) => new(next, [.. All.Take(MaxKeys - 1)]);
}
