using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Worker.Objects;
using StreamVerse.Worker.Output;
using StreamVerse.Worker.Sources;

namespace StreamVerse.Worker.Work;

/// <summary>Gives an item to whoever can do it, with its source at hand and a folder that is gone afterwards.</summary>
internal sealed class WorkExecutor(
    SourceFiles sources,
    Scratch scratch,
    IWorkObjects objects,
    IWorkHandler<InspectWork> inspect,
    IWorkHandler<VideoChunkWork> chunk,
    IWorkHandler<AudioWork> audio,
    IWorkHandler<SubtitleWork> subtitles,
    IWorkHandler<TrackInspectWork> inspectTrack,
    IWorkHandler<TrackAudioWork> trackAudio,
    IWorkHandler<TrackSubtitleWork> trackSubtitles)
{
    /// <param name="lease">The item.</param>
    /// <param name="progress">Told how far it is.</param>
    /// <param name="onEncoded">Called when the encoder has nothing left to do for the item, where that is before the end.</param>
    /// <param name="cancellationToken">Stops at once.</param>
    public async Task<WorkResult> ExecuteAsync(WorkLease lease, IProgress<WorkProgress> progress, Action onEncoded, CancellationToken cancellationToken)
    {
        using var source = await sources.OpenAsync(lease, cancellationToken);
        using var folder = scratch.NewFolder();
        var context = new WorkContext(source.Path, new OutputFolder(objects, lease), folder, progress, onEncoded);
        return lease.Item switch
        {
            InspectWork item => await inspect.HandleAsync(item, context, cancellationToken),
            VideoChunkWork item => await chunk.HandleAsync(item, context, cancellationToken),
            AudioWork item => await audio.HandleAsync(item, context, cancellationToken),
            SubtitleWork item => await subtitles.HandleAsync(item, context, cancellationToken),
            TrackInspectWork item => await inspectTrack.HandleAsync(item, context, cancellationToken),
            TrackAudioWork item => await trackAudio.HandleAsync(item, context, cancellationToken),
            TrackSubtitleWork item => await trackSubtitles.HandleAsync(item, context, cancellationToken),
            _ => throw new NotSupportedException($"This worker does not know work of the kind {lease.Item.GetType().Name}; upgrade it."),
        };
    }
}
