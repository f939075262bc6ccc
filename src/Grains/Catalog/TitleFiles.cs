using System.Collections.Immutable;
using System.Text.Json;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Presentations;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Grains.Catalog;

/// <summary>What a title has in the object store and elsewhere, and how it goes.</summary>
/// <param name="objects">The object store.</param>
/// <param name="grains">Finds the title's job and upload.</param>
internal sealed class TitleFiles(IObjectStore objects, IGrainFactory grains)
{
    /// <summary>Ends the title's work and removes its source and its output. Doing it again removes what came since.</summary>
    public async Task RemoveAllAsync(Guid id, TitleRecord title, CancellationToken cancellationToken)
    {
        await grains.GetGrain<ITranscodeJobGrain>(title.JobId).Cancel();
        await grains.GetGrain<IUploadGrain>(title.UploadId).Abandon();
        await objects.DeleteAsync(new ObjectKey(Buckets.Content, title.SourcePath), cancellationToken);
        foreach (var track in title.Tracks)
        {
            await EndTrackAsync(track, cancellationToken);
        }

        await EndJobsAsync([.. title.Encode?.JobIds ?? [], .. title.Retired.SelectMany(output => output.JobIds)]);

        await objects.DeletePrefixAsync(Buckets.Content, UploadPaths.TracksOf(id), cancellationToken);
        await objects.DeletePrefixAsync(Buckets.TranscodedProfiles, OutputPaths.OfTitle(id) + "/", cancellationToken);
    }

    /// <summary>Ends a track's work and removes its source. Doing it again removes what came since.</summary>
    public async Task EndTrackAsync(TrackRecord track, CancellationToken cancellationToken)
    {
        // A track that came with the title has neither a job nor a source of its own.
        if (track.SourcePath.Length > 0)
        {
            await grains.GetGrain<ITranscodeJobGrain>(track.JobId).Cancel();
            await grains.GetGrain<IUploadGrain>(track.Id).Abandon();
            await objects.DeleteAsync(new ObjectKey(Buckets.Content, track.SourcePath), cancellationToken);
        }
    }

    /// <summary>Removes what was made of a track, but for what sessions may be playing.</summary>
    public async Task RemoveTrackAsync(Guid id, TitleRecord title, TrackRecord track, CancellationToken cancellationToken)
    {
        foreach (var rendition in track.RenditionIds.Where(rendition => !Retirement.IsGoing(title, rendition)))
        {
            await objects.DeletePrefixAsync(Buckets.TranscodedProfiles, $"{OutputPaths.OfVersion(id, title.Presentation!.Version)}/{rendition}/", cancellationToken);
        }
    }

    /// <summary>Removes the file that was uploaded.</summary>
    public Task RemoveOriginalAsync(TitleRecord title, CancellationToken cancellationToken) => objects.DeleteAsync(new ObjectKey(Buckets.Content, title.SourcePath), cancellationToken);

    /// <summary>Calls jobs off whose output is not wanted any more.</summary>
    public async Task EndJobsAsync(ImmutableArray<Guid> jobIds)
    {
        foreach (var id in jobIds)
        {
            await grains.GetGrain<ITranscodeJobGrain>(id).Cancel();
        }
    }

    /// <summary>Removes what no facts name any more.</summary>
    public Task RemoveOutputAsync(Guid id, RetiredOutput output, CancellationToken cancellationToken) =>
        objects.DeletePrefixAsync(Buckets.TranscodedProfiles, $"{OutputPaths.OfTitle(id)}/{output.Folder}", cancellationToken);

    /// <summary>Replaces the facts that gateways read.</summary>
    public async Task StoreFactsAsync(Guid id, Presentation facts)
    {
        using var content = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(facts, JsonSerializerOptions.Web));
        await objects.PutAsync(new ObjectKey(Buckets.TranscodedProfiles, $"{OutputPaths.OfVersion(id, facts.Version)}/{PresentationPaths.Facts}"), content, new PutOptions("application/json"), CancellationToken.None);
    }
}
