using Orleans.Concurrency;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>Pages through the titles of a tenant (key: tenant id). Holds nothing; any silo may answer.</summary>
[Alias("sv.ITitleListGrain")]
public interface ITitleListGrain : IGrainWithGuidKey
{
    /// <summary>A page of titles, the newest first.</summary>
    /// <param name="limit">1 to 200.</param>
    /// <param name="cursor">Where the last page ended, or <see langword="null"/> to begin.</param>
    /// <exception cref="Errors.DomainException"><c>cursor-invalid</c>.</exception>
    [Alias("List")]
    [ReadOnly]
    Task<TitlePage> List(int limit, string? cursor);
}
