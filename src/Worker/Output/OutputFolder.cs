using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Worker.Objects;

namespace StreamVerse.Worker.Output;

/// <summary>
/// Where an item's results go. Encodes are deterministic, so a file that two workers store after each other is the same
/// file: storing it twice is storing it once.
/// </summary>
/// <param name="objects">Stores them.</param>
/// <param name="lease">The lease under which the item is done.</param>
internal sealed class OutputFolder(IWorkObjects objects, WorkLease lease)
{
    /// <summary>How many files are stored at once.</summary>
    public const int ParallelPuts = 8;

    public Task PutAsync(string file, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
        objects.PutAsync(lease, [new OutputFile(file, content)], cancellationToken);

    public Task PutAllAsync(IEnumerable<OutputFile> files, CancellationToken cancellationToken) =>
        objects.PutAsync(lease, [.. files], cancellationToken);
}
