using System.Collections.Immutable;
using Orleans.Concurrency;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>
/// A file on its way in (key: upload id). It alone decides who may write, how many bytes are safe, and when the file is
/// whole; the bytes themselves go from the gateway to the object store.
/// </summary>
[Alias("sv.IUploadGrain")]
public interface IUploadGrain : IGrainWithGuidKey
{
    /// <summary>Begins the upload: reserves room for it. Idempotent.</summary>
    /// <param name="creation">What is to come.</param>
    /// <exception cref="Errors.DomainException"><c>upload-too-large</c>, <c>quota-exceeded</c>, <c>store-full</c>; for a track, what <see cref="ITitleGrain.AddTrack"/> refuses.</exception>
    [Alias("Create")]
    [Repeatable]
    Task<UploadView> Create(UploadCreation creation);

    /// <summary>How far the upload is.</summary>
    /// <exception cref="Errors.DomainException"><c>upload-not-found</c>, <c>upload-expired</c>.</exception>
    [ReadOnly]
    [Alias("Get")]
    Task<UploadView> Get();

    /// <summary>Makes the caller the only writer; whoever wrote before loses the right with this call.</summary>
    /// <exception cref="Errors.DomainException"><c>upload-not-found</c>, <c>upload-expired</c>.</exception>
    [Alias("AcquireWriter")]
    [Repeatable]
    Task<UploadWriterLease> AcquireWriter();

    /// <summary>Records bytes that are safe in the object store. Idempotent.</summary>
    /// <param name="token">From <see cref="AcquireWriter"/>.</param>
    /// <param name="offset">Bytes safe in all.</param>
    /// <param name="tailBytes">How many of them lie in the tail object and not yet in a part.</param>
    /// <param name="receipts">The object store's receipts of the parts stored since the last commit, in the order of their places.</param>
    /// <exception cref="Errors.DomainException"><c>upload-taken-over</c>, <c>upload-offset</c>, <c>upload-not-found</c>, <c>upload-expired</c>.</exception>
    [Alias("Commit")]
    [Repeatable]
    Task<UploadView> Commit(long token, long offset, long tailBytes, ImmutableArray<string> receipts);

    /// <summary>Gives the upload up and removes what had arrived. Idempotent: one that is not there, or no more, is given up already.</summary>
    /// <exception cref="Errors.DomainException"><c>upload-expired</c>; <c>upload-finished</c>.</exception>
    [Alias("Terminate")]
    [Repeatable]
    Task Terminate();

    /// <summary>The title made of it was deleted: whatever is left of the upload goes, in whatever state it is. Idempotent.</summary>
    [Alias("Abandon")]
    [Repeatable]
    Task Abandon();

    /// <summary>Takes up what a crash left half done, and ends what has expired. Called by the sweeper.</summary>
    [Alias("Resume")]
    [Repeatable]
    Task Resume();
}
