namespace StreamVerse.Storage.Cache;

/// <summary>Where cached bytes are: what <see cref="GuardedCache"/> guards. Keys carry their policy's name already.</summary>
internal interface ICacheBackend
{
    /// <summary>Ends when it was connected to for the first time, or could not be. Until then there is nothing to be had of it, and nothing wrong.</summary>
    Task Opening { get; }

    /// <exception cref="StoreUnavailableException">It cannot be asked.</exception>
    Task<ReadOnlyMemory<byte>?> GetAsync(string key);

    /// <exception cref="StoreUnavailableException">It cannot be asked.</exception>
    Task SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan lifetime);

    /// <summary>Keeps a value unless there is one; answers whether it did.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be asked.</exception>
    Task<bool> AddAsync(string key, ReadOnlyMemory<byte> value, TimeSpan lifetime);

    /// <exception cref="StoreUnavailableException">It cannot be asked.</exception>
    Task RemoveAsync(string key);

    /// <summary>Returns when it has answered.</summary>
    /// <exception cref="StoreUnavailableException">It cannot be asked; says why.</exception>
    Task PingAsync();
}
