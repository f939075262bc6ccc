using StreamVerse.Media.Cmaf;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Media.Tests.Cmaf;

/// <summary>A generated title of three chunks at 29.97 frames a second; the last segment has a group of pictures of one frame.</summary>
public sealed class EncodedTitle : IAsyncLifetime
{
    public SegmentGrid Grid { get; } = new(new FrameRate(30000, 1001), (2 * 960) + 120 + 61);

    internal List<VideoChunk> Chunks { get; } = [];

    internal IEnumerable<MediaSegment> Segments => Chunks.SelectMany(chunk => chunk.Segments);

    public async ValueTask InitializeAsync()
    {
        for (var chunk = 0; chunk < Grid.ChunkCount; chunk++)
        {
            Chunks.Add(VideoChunkSplitter.Split(await RecipeEncoder.VideoChunkAsync(Grid, chunk)));
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
