using System.Collections.Immutable;
using StreamVerse.Encoding.Chunks;
using StreamVerse.Encoding.Inspection;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Sources;
using StreamVerse.Media.Timelines;

namespace StreamVerse.Encoding.Tests.Chunks;

/// <summary>Inspects a source and encodes chunks of it.</summary>
internal sealed class ChunkFixture(EncodingHost host, string path, SourceDescription source)
{
    public SourceDescription Source => source;

    public SegmentGrid Grid { get; } = new(source.Video.OutputFrameRate, source.Video.OutputFrameCount);

    public static async Task<ChunkFixture> OpenAsync(EncodingHost host, string path) =>
        new(host, path, await host.Get<ISourceInspector>().InspectAsync(path, TestContext.Current.CancellationToken));

    public static VideoRung Rung(int width, int height) =>
        new($"v{height}", width, height, "libx264", "ultrafast", "high", 30, 23, 800_000);

    public ChunkEncodeRequest Request(int chunk, params ImmutableArray<VideoRung> rungs) =>
        new(path, source, Grid, chunk, rungs.IsEmpty ? [Rung(source.Video.DisplayWidth & ~1, source.Video.DisplayHeight & ~1)] : rungs, null, host.NewFolder());

    public async Task<EncodedChunk> EncodeAsync(ChunkEncodeRequest request, IProgress<EncodeProgress>? progress = null) =>
        await host.Get<IChunkEncoder>().EncodeAsync(request, progress, TestContext.Current.CancellationToken);

    public static ThumbnailLayout Thumbnails => new(96, 54);
}
