using Orleans.Concurrency;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Grains.Abstractions.Catalog;

/// <summary>
/// A video title (key: title id). It alone decides whether the title exists, which output is published, and what
/// viewers may see of it.
/// </summary>
[Alias("sv.ITitleGrain")]
public interface ITitleGrain : IGrainWithGuidKey
{
    /// <summary>Makes the title of an upload. Idempotent: a second call with the same upload changes nothing.</summary>
    /// <param name="title">What is known of it.</param>
    [Alias("Create")]
    Task Create(NewTitle title);

    /// <summary>The source lies whole in the object store: transcoding begins. Idempotent.</summary>
    [Alias("SourceArrived")]
    Task SourceArrived();

    /// <summary>The source could not be put together.</summary>
    /// <param name="error">Why.</param>
    [Alias("SourceFailed")]
    Task SourceFailed(TitleError error);

    /// <summary>The title as clients see it.</summary>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>.</exception>
    [ReadOnly]
    [Alias("Get")]
    Task<TitleView> Get();

    /// <summary>The title now and after every change, until it is deleted or the caller stops.</summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>.</exception>
    [Alias("Watch")]
    IAsyncEnumerable<TitleView> Watch(CancellationToken cancellationToken = default);

    /// <summary>What can be played of the title: <see langword="null"/> before the first segment exists in all renditions.</summary>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>.</exception>
    [ReadOnly]
    [Alias("GetPresentation")]
    Task<Presentation?> GetPresentation();

    /// <summary>Tries a failed title again, from where it stopped.</summary>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>; <c>title-not-failed</c>.</exception>
    [Alias("Retry")]
    Task<TitleView> Retry();

    /// <summary>Deletes the title, its source and its renditions; the files go in the background.</summary>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>.</exception>
    [Alias("Delete")]
    Task Delete();

    /// <summary>What the title's job has come to; reports of any other job are ignored.</summary>
    /// <param name="report">The report.</param>
    [Alias("ReportJob")]
    Task ReportJob(JobReport report);

    /// <summary>Takes up what a crash left half done. Called by the sweeper.</summary>
    [Alias("Resume")]
    Task Resume();
}
