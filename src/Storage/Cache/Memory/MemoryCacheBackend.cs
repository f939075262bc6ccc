namespace StreamVerse.Storage.Cache.Memory;

/// <summary>The cache in this process's memory: so many bytes at most; what was not used for longest goes first.</summary>
/// <param name="maxBytes">Most bytes of keys and values together.</param>
/// <param name="clock">The clock.</param>
internal sealed class MemoryCacheBackend(long maxBytes, TimeProvider clock) : ICacheBackend
{
    /// <summary>What an entry takes beside its key and value, about.</summary>
    private const int Overhead = 200;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);

    /// <summary>The most recently used first.</summary>
    private readonly LinkedList<Entry> _order = new();

    private long _bytes;

    /// <summary>Bytes in use.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _bytes;
            }
        }
    }

    public Task Opening => Task.CompletedTask;

    public Task<ReadOnlyMemory<byte>?> GetAsync(string key)
    {
        lock (_lock)
        {
            return Task.FromResult(Find(key) is { } entry ? (ReadOnlyMemory<byte>?)entry.Value : null);
        }
    }

    public Task SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan lifetime)
    {
        lock (_lock)
        {
            Put(key, value, lifetime);
        }

        return Task.CompletedTask;
    }

    public Task<bool> AddAsync(string key, ReadOnlyMemory<byte> value, TimeSpan lifetime)
    {
        lock (_lock)
        {
            if (Find(key) is not null)
            {
                return Task.FromResult(false);
            }

            Put(key, value, lifetime);
            return Task.FromResult(true);
        }
    }

    public Task RemoveAsync(string key)
    {
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var node))
            {
                Drop(node);
            }
        }

        return Task.CompletedTask;
    }

    public Task PingAsync() => Task.CompletedTask;

    private Entry? Find(string key)
    {
        if (!_entries.TryGetValue(key, out var node))
        {
            return null;
        }

        if (node.Value.ExpiresAt <= clock.GetTimestamp())
        {
            Drop(node);
            return null;
        }

        _order.Remove(node);
        _order.AddFirst(node);
        return node.Value;
    }

    private void Put(string key, ReadOnlyMemory<byte> value, TimeSpan lifetime)
    {
        if (_entries.TryGetValue(key, out var old))
        {
            Drop(old);
        }

        // Copied: the caller's buffer may be used for something else.
        var entry = new Entry(key, value.ToArray(), clock.GetTimestamp() + (long)(lifetime.TotalSeconds * clock.TimestampFrequency));
        _entries[key] = _order.AddFirst(entry);
        _bytes += entry.Bytes;
        while (_bytes > maxBytes)
        {
            Drop(_order.Last!);
        }
    }

    private void Drop(LinkedListNode<Entry> node)
    {
        _entries.Remove(node.Value.Key);
        _order.Remove(node);
        _bytes -= node.Value.Bytes;
    }

    private sealed record Entry(string Key, byte[] Value, long ExpiresAt)
    {
        public long Bytes => Overhead + (2L * Key.Length) + Value.Length;
    }
}
