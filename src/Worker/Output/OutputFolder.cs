using CommunityToolkit.HighPerformance;
using StreamVerse.Media.Presentations;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Worker.Output;

/// <summary>
/// Where an item's results go. Encodes are deterministic, so a file that two workers store after each other is the same
/// file: storing it twice is storing it once.
/// </summary>
/// <param name="objects">The object store.</param>
/// <param name="path">Folder in the bucket <c>transcoded-profiles</c>, without a slash at its end.</param>
internal sealed class OutputFolder(IObjectStore objects, string path)
{
    private const int ParallelPuts = 8;

    public Task PutAsync(string file, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        PutAsync(new OutputFile(file, content), cancellationToken);

    public Task PutAllAsync(IEnumerable<OutputFile> files, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(files, new ParallelOptions { MaxDegreeOfParallelism = ParallelPuts, CancellationToken = cancellationToken }, async (file, token) => await PutAsync(file, token));

    private async Task PutAsync(OutputFile file, CancellationToken cancellationToken)
    {
        await using var content = file.Content.AsStream();
        await objects.PutAsync(new ObjectKey(Buckets.TranscodedProfiles, $"{path}/{file.Name}"), content, new PutOptions(MediaTypes.Of(file.Name)), cancellationToken);
    }
}
