namespace StreamVerse.Storage.Cache;

/// <summary>
/// Bytes that are kept for a while so that somebody need not ask a slower store again. Losing all of it costs time and
/// nothing else: nothing that must be true may hang on what is, or is not, in here. So no call fails, or waits, for want
/// of the cache: one that is away or slow is bypassed, as if it held nothing.
/// </summary>
public interface ICache
{
    /// <summary>Most bytes of a value.</summary>
    const int MaxValueBytes = 1 << 20;

    /// <summary>Most characters of a key.</summary>
    const int MaxKeyLength = 512;

    /// <summary>Finds a value.</summary>
    /// <param name="policy">The kind of the value.</param>
    /// <param name="key">Its key, unique among those of its kind.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The value; <see langword="null"/> where there is none, its time is over, or the cache is bypassed.</returns>
    /// <exception cref="ArgumentException">The key is empty or too long.</exception>
    ValueTask<ReadOnlyMemory<byte>?> GetAsync(CachePolicy policy, string key, CancellationToken cancellationToken);

    /// <summary>Keeps a value for as long as its policy says, in place of any other under its key.</summary>
    /// <param name="policy">The kind of the value.</param>
    /// <param name="key">Its key, unique among those of its kind.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The key is empty or too long, or the value is too large.</exception>
    ValueTask SetAsync(CachePolicy policy, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);

    /// <summary>Keeps a value unless there is one under its key, as one step.</summary>
    /// <param name="policy">The kind of the value.</param>
    /// <param name="key">Its key, unique among those of its kind.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The key is empty or too long, or the value is too large.</exception>
    ValueTask<CacheAddition> AddAsync(CachePolicy policy, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken);

    /// <summary>Forgets a value. One that is bypassed meanwhile stays until its time is over.</summary>
    /// <param name="policy">The kind of the value.</param>
    /// <param name="key">Its key, unique among those of its kind.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The key is empty or too long.</exception>
    ValueTask RemoveAsync(CachePolicy policy, string key, CancellationToken cancellationToken);
}
