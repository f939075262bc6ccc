namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>
/// A tenant's room for sources (key: tenant id). What is used is always counted from the uploads and titles themselves,
/// so it cannot drift; the grain only makes two reservations at the same moment wait for each other.
/// </summary>
[Alias("sv.IStorageQuotaGrain")]
public interface IStorageQuotaGrain : IGrainWithGuidKey
{
    /// <summary>Reserves room for an upload. Idempotent per upload.</summary>
    /// <param name="uploadId">The upload.</param>
    /// <param name="bytes">Its size.</param>
    /// <exception cref="Errors.DomainException"><c>quota-exceeded</c>, <c>store-full</c>.</exception>
    [Alias("Reserve")]
    [Repeatable]
    Task Reserve(Guid uploadId, long bytes);

    /// <summary>The reservation has become a stored upload, or was given up: it is counted from the table from now on.</summary>
    /// <param name="uploadId">The upload.</param>
    [Alias("Settle")]
    [Repeatable]
    Task Settle(Guid uploadId);
}
