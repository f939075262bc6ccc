using CommunityToolkit.HighPerformance;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Presentations;
using StreamVerse.Storage.Objects;
using StreamVerse.Worker.Output;

namespace StreamVerse.Worker.Objects;

/// <summary>The object store itself, for a worker that shares a process with silo and gateway.</summary>
/// <param name="objects">The store.</param>
internal sealed class StoreWorkObjects(IObjectStore objects) : IWorkObjects
{
    public string? TryGetLocalPath(WorkLease lease) => objects.TryGetLocalPath(Source(lease));

    public Task<ObjectReading?> OpenSourceAsync(WorkLease lease, CancellationToken cancellationToken) =>
        objects.OpenReadAsync(Source(lease), range: null, cancellationToken);

    public Task PutAsync(WorkLease lease, IReadOnlyList<OutputFile> files, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = OutputFolder.ParallelPuts, CancellationToken = cancellationToken }, async (file, token) =>
        {
            await using var content = file.Content.AsStream();
            await objects.PutAsync(new ObjectKey(Buckets.TranscodedProfiles, $"{lease.OutputPath}/{file.Name}"), content, new PutOptions(MediaTypes.Of(file.Name)), token);
        });

    private static ObjectKey Source(WorkLease lease) => new(Buckets.Content, lease.SourcePath);
}
