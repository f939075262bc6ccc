using StreamVerse.Encoding;
using StreamVerse.Encoding.Chunks;

namespace StreamVerse.Worker.Tests.Work;

/// <summary>An encoder whose first tries come out as the test says.</summary>
/// <param name="real">Does the work.</param>
/// <param name="spoilt">How many tries are spoilt.</param>
/// <param name="spoil">What becomes of a spoilt try's files.</param>
internal sealed class LateEncoder(IChunkEncoder real, int spoilt, Func<byte[], byte[]> spoil) : IChunkEncoder
{
    /// <summary>The extra preroll of each try.</summary>
    public List<double> Tries { get; } = [];

    public async Task<EncodedChunk> EncodeAsync(ChunkEncodeRequest request, IProgress<EncodeProgress>? progress, CancellationToken cancellationToken)
    {
        Tries.Add(request.ExtraPrerollSeconds);
        var chunk = await real.EncodeAsync(request, progress, cancellationToken);
        if (Tries.Count <= spoilt)
        {
            foreach (var file in chunk.RungFiles)
            {
                await File.WriteAllBytesAsync(file, spoil(await File.ReadAllBytesAsync(file, cancellationToken)), cancellationToken);
            }
        }

        return chunk;
    }
}
