using Orleans.Concurrency;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>An order to encode many titles anew (key: the order's id): it finds them page by page and has only some under way at once.</summary>
[Alias("sv.IBulkEncodeGrain")]
public interface IBulkEncodeGrain : IGrainWithGuidKey
{
    /// <summary>Counts the titles that a query means now. Any key will do.</summary>
    /// <param name="query">Which.</param>
    [Alias("Count")]
    [ReadOnly]
    [ResponseTimeout("00:02:00")]
    Task<int> Count(BulkEncodeQuery query);

    /// <summary>Begins. Idempotent.</summary>
    /// <param name="order">What is wanted.</param>
    /// <exception cref="Errors.DomainException"><c>idempotency-key-reused</c>: it was begun with another wish.</exception>
    [Alias("Start")]
    [Repeatable]
    [ResponseTimeout("00:02:00")]
    Task<BulkEncodeView> Start(NewBulkEncode order);

    /// <summary>How far it is.</summary>
    /// <exception cref="Errors.DomainException"><c>bulk-encode-not-found</c>.</exception>
    [Alias("Get")]
    [AlwaysInterleave]
    [ReadOnly]
    Task<BulkEncodeView> Get();

    /// <summary>Calls it off, with what it has under way; what is done stays. Idempotent.</summary>
    /// <exception cref="Errors.DomainException"><c>bulk-encode-not-found</c>.</exception>
    [Alias("Cancel")]
    [Repeatable]
    Task Cancel();

    /// <summary>Goes on. Called by the sweeper.</summary>
    [Alias("Resume")]
    [Repeatable]
    Task Resume();
}
