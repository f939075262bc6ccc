namespace StreamVerse.Storage.Cache;

/// <summary>What adding to the cache came to.</summary>
public enum CacheAddition
{
    /// <summary>The cache was bypassed: it is not known whether there is a value.</summary>
    Bypassed,

    /// <summary>There was no value; now there is.</summary>
    Added,

    /// <summary>There is a value already, and it stays.</summary>
    Present,
}
