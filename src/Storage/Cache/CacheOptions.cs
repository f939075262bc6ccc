using StreamVerse.Storage.Cache.Redis;

namespace StreamVerse.Storage.Cache;

/// <summary>Where what can be lost is kept for a while, and how patient callers are with it.</summary>
public sealed class CacheOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "StreamVerse:Cache";

    /// <summary>The adapter. Several gateways share what they know only with <see cref="CacheProvider.Redis"/>. Default: <see cref="CacheProvider.Memory"/>.</summary>
    public CacheProvider Provider { get; set; } = CacheProvider.Memory;

    /// <summary>Most bytes that the cache in memory holds, keys included; the least recently used go first. Default: 64 MiB; at least 1 MiB.</summary>
    public long MemoryBytes { get; set; } = 64 << 20;

    /// <summary>Options of Redis; they count when <see cref="Provider"/> is <see cref="CacheProvider.Redis"/>.</summary>
    public RedisCacheOptions Redis { get; set; } = new();
}
