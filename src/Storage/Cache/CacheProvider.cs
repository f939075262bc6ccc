namespace StreamVerse.Storage.Cache;

/// <summary>The adapters of the cache.</summary>
public enum CacheProvider
{
    /// <summary>This process's own memory.</summary>
    Memory,

    /// <summary>DragonflyDB or Redis, shared by all processes.</summary>
    Redis,
}
