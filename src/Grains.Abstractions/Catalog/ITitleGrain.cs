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
    [Repeatable]
    Task Create(NewTitle title);

    /// <summary>The source lies whole in the object store: transcoding begins. Idempotent.</summary>
    [Alias("SourceArrived")]
    [Repeatable]
    Task SourceArrived();

    /// <summary>The source could not be put together.</summary>
    /// <param name="error">Why.</param>
    [Alias("SourceFailed")]
    [Repeatable]
    Task SourceFailed(TitleError error);

    /// <summary>The title as clients see it.</summary>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>.</exception>
    [ReadOnly]
    [Alias("Get")]
    Task<TitleView> Get();

    /// <summary>The title as clients see it, for who has seen it before.</summary>
    /// <param name="revision">The <see cref="TitleView.Revision"/> that the caller has seen last; 0: none.</param>
    /// <returns><see langword="null"/> where it still is as it was then.</returns>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>.</exception>
    [ReadOnly]
    [Alias("GetIfChanged")]
    Task<TitleView?> GetIfChanged(long revision);

    /// <summary>The title as clients see it, once it is no longer as the caller knows it; waits two seconds for that.</summary>
    /// <param name="revision">The <see cref="TitleView.Revision"/> that the caller has seen last; 0: none.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns><see langword="null"/> where it still is as it was then: ask again.</returns>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>.</exception>
    [Alias("WaitForChange")]
    [ResponseTimeout("00:00:05")]
    [AlwaysInterleave]
    Task<TitleView?> WaitForChange(long revision, CancellationToken cancellationToken = default);

    /// <summary>
    /// The title now and after every change, until it is deleted or the caller stops. For gateways of older versions: a call
    /// of a stream is held longer than a gateway waits for it, so <see cref="WaitForChange"/> is asked instead.
    /// </summary>
    /// <param name="cancellationToken">Ends the watch.</param>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>.</exception>
    [Alias("Watch")]
    IAsyncEnumerable<TitleView> Watch(CancellationToken cancellationToken = default);

    /// <summary>What can be played of the title: <see langword="null"/> before the first segment exists in all renditions.</summary>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>.</exception>
    [ReadOnly]
    [Alias("GetPresentation")]
    Task<Presentation?> GetPresentation();

    /// <summary>Which output is played by whoever begins now: <see langword="null"/> before the first segment exists in all renditions.</summary>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>.</exception>
    [ReadOnly]
    [Alias("GetPlayable")]
    Task<PlayableVersion?> GetPlayable();

    /// <summary>Tries a failed title again, from where it stopped.</summary>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>; <c>title-not-failed</c>.</exception>
    [Alias("Retry")]
    [ResponseTimeout("00:00:10")]
    Task<TitleView> Retry();

    /// <summary>Deletes the title, its source and its renditions; the files go in the background.</summary>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>.</exception>
    [Alias("Delete")]
    [ResponseTimeout("00:00:10")]
    Task Delete();

    /// <summary>A track for this title begins to arrive. Idempotent by upload.</summary>
    /// <param name="track">What is to come.</param>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>; <c>title-not-published</c>; <c>too-many-tracks</c>; <c>encode-running</c>.</exception>
    [Alias("AddTrack")]
    [ResponseTimeout("00:00:10")]
    Task AddTrack(NewTrack track);

    /// <summary>The source of a track lies whole in the object store: its renditions are made. Idempotent.</summary>
    /// <param name="trackId">The addition: its upload's id.</param>
    [Alias("TrackArrived")]
    [ResponseTimeout("00:00:10")]
    Task TrackArrived(Guid trackId);

    /// <summary>The source of a track could not be put together, or will not come at all (<paramref name="error"/> is absent).</summary>
    /// <param name="trackId">The addition.</param>
    /// <param name="error">Why; without one the addition is forgotten.</param>
    [Alias("TrackLost")]
    [ResponseTimeout("00:00:10")]
    Task TrackLost(Guid trackId, TitleError? error);

    /// <summary>Tries a failed addition again.</summary>
    /// <param name="trackId">The addition.</param>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>; <c>addition-not-found</c>; <c>addition-not-failed</c>; <c>encode-running</c>.</exception>
    [Alias("RetryTrack")]
    [ResponseTimeout("00:00:10")]
    Task<TitleView> RetryTrack(Guid trackId);

    /// <summary>Gives an addition up, in whatever state it is; its files go in the background.</summary>
    /// <param name="trackId">The addition.</param>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>; <c>addition-not-found</c>.</exception>
    [Alias("DismissTrack")]
    [ResponseTimeout("00:00:10")]
    Task DismissTrack(Guid trackId);

    /// <summary>Removes an audio or subtitle track, in all its renditions, from the playlists; its files go a little later.</summary>
    /// <param name="renditionId">Any of the track's renditions.</param>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>; <c>title-not-published</c>; <c>track-not-found</c>; <c>track-needed</c>; <c>encode-running</c>.</exception>
    [Alias("RemoveTrack")]
    [ResponseTimeout("00:00:10")]
    Task RemoveTrack(string renditionId);

    /// <summary>Removes a video rendition from the playlists; its files go a little later. Later re-encodes leave it out, too. Idempotent while the files are there.</summary>
    /// <param name="renditionId">The rendition.</param>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>; <c>title-not-published</c>; <c>rendition-not-found</c>; <c>rendition-needed</c>; <c>encode-running</c>.</exception>
    [Alias("RemoveRung")]
    [Repeatable]
    Task RemoveRung(string renditionId);

    /// <summary>
    /// Makes the output anew of the original, beside the one that viewers have, which stays until the new one is whole and
    /// takes its place. Idempotent by id.
    /// </summary>
    /// <param name="encode">What is wanted.</param>
    /// <returns>The title.</returns>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>; <c>title-not-published</c>; <c>encode-running</c>; <c>track-running</c>; <c>original-gone</c>; <c>idempotency-key-reused</c>.</exception>
    [Alias("Encode")]
    [Repeatable]
    Task<TitleView> Encode(NewEncode encode);

    /// <summary>Calls a re-encode off, or forgets one that failed or is done; the output that viewers have stays.</summary>
    /// <param name="encodeId">The re-encode.</param>
    /// <exception cref="Errors.DomainException"><c>title-not-found</c>; <c>encode-not-found</c>.</exception>
    [Alias("DismissEncode")]
    [ResponseTimeout("00:00:10")]
    Task DismissEncode(Guid encodeId);

    /// <summary>What the title's job has come to; or a job that adds a track to it, or makes its output anew; reports of any other job are ignored.</summary>
    /// <param name="report">The report.</param>
    [Alias("ReportJob")]
    [Repeatable]
    Task ReportJob(JobReport report);

    /// <summary>Takes up what a crash left half done. Called by the sweeper.</summary>
    [Alias("Resume")]
    [Repeatable]
    Task Resume();
}
