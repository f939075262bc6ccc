using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
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
        await objects.DeletePrefixAsync(Buckets.TranscodedProfiles, OutputPaths.OfTitle(id) + "/", cancellationToken);
    }
}
