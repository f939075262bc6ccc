using Orleans.Concurrency;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>Pages through what happened to a tenant's titles (key: tenant id). Holds nothing; any silo may answer. A change is there some moments after it was made.</summary>
[Alias("sv.IActivityGrain")]
public interface IActivityGrain : IGrainWithGuidKey
{
    /// <summary>A page of entries, the newest first.</summary>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cursor">Where the last page ended, or <see langword="null"/> to begin.</param>
    /// <exception cref="Errors.DomainException"><c>limit-invalid</c>, <c>cursor-invalid</c>.</exception>
    [Alias("List")]
    [ReadOnly]
    Task<ActivityPage> List(int limit, string? cursor);
}
