using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using StreamVerse.Encoding;
using StreamVerse.Encoding.Chunks;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Cmaf;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Timelines;
using StreamVerse.Worker.Output;

namespace StreamVerse.Worker.Work;

/// <summary>Encodes a chunk, checks every box of it against the grid, and stores its segments.</summary>
internal sealed partial class VideoChunkHandler(IChunkEncoder encoder, ILogger<VideoChunkHandler> logger) : IWorkHandler<VideoChunkWork>
{
    /// <summary>Added to the preroll when a seek landed too late; it never changes the bytes, only the time it takes.</summary>
    private const double SecondTryPrerollSeconds = 60;

    public async Task<WorkResult> HandleAsync(VideoChunkWork item, WorkContext context, CancellationToken cancellationToken)
    {
        var (encoded, chunks) = await EncodeAsync(item, context, cancellationToken);
        context.OnEncoded();
        var grid = item.Plan.Grid;
        var measurements = ImmutableArray.CreateBuilder<RenditionMeasurement>(chunks.Length);
        RenditionMeasurement? trickPlay = null;

        // Stored all together, as each answer of the gateway and the store takes its time.
        var files = new List<OutputFile>();
        for (var index = 0; index < chunks.Length; index++)
        {
            var (rung, chunk) = (item.Plan.Video[index], chunks[index]);
            var firstSegment = item.Chunk * grid.SegmentsPerChunk;
            if (item.Chunk == 0)
            {
                files.Add(new OutputFile(PresentationPaths.InitSegment(rung.Id), chunk.Init.Bytes));
            }

            files.AddRange(chunk.Segments.Select((segment, n) => new OutputFile(PresentationPaths.Segment(rung.Id, firstSegment + n), segment.Bytes)));
            measurements.Add(Measure(chunk.Init, [.. chunk.Segments.Select(segment => (long)segment.Bytes.Length)], [.. chunk.Segments.Select(segment => Seconds(segment.Duration, grid))])
                with { Buffer = LeakyBucket.Measure(chunk, rung.MaxBitsPerSecond) });
            if (rung.Id == item.Plan.TrickPlayRungId)
            {
                trickPlay = AddTrickPlay(files, rung.Id, chunk, firstSegment, grid);
            }
        }

        var hasSprites = await TryAddSpritesAsync(files, encoded, item.Chunk, cancellationToken);
        await context.Output.PutAllAsync(files, cancellationToken);
        return new VideoChunkResult(measurements.MoveToImmutable(), trickPlay!, hasSprites);
    }

    private static RenditionMeasurement Measure(InitSegment init, long[] lengths, double[] seconds) => new(
        lengths.Sum(),
        SegmentStatistics.Measure(lengths, seconds).PeakBitsPerSecond,
        init.Codec,
        Digests.Sha256(init.Bytes.Span));

    private static double Seconds(long duration, SegmentGrid grid) => (double)duration / grid.Timescale;

    private static RenditionMeasurement AddTrickPlay(List<OutputFile> files, string rungId, VideoChunk chunk, int firstSegment, SegmentGrid grid)
    {
        var fragments = chunk.Segments.SelectMany((segment, n) => TrickPlayFragment.Cut(chunk.Init, segment, SegmentGrid.GopsPerSegment * (firstSegment + n))).ToList();
        files.AddRange(fragments.Select(fragment => new OutputFile(PresentationPaths.TrickPlaySegment(rungId, fragment.Gop), fragment.Bytes)));
        return Measure(chunk.Init, [.. fragments.Select(fragment => (long)fragment.Bytes.Length)], [.. fragments.Select(fragment => Seconds(fragment.Duration, grid))]);
    }

    private async Task<(EncodedChunk Encoded, ImmutableArray<VideoChunk> Chunks)> EncodeAsync(VideoChunkWork item, WorkContext context, CancellationToken cancellationToken)
    {
        var request = new ChunkEncodeRequest(context.SourcePath, item.Source, item.Plan.Grid, item.Chunk, item.Plan.Video, item.Plan.Thumbnails, context.Scratch.Path);
        var progress = new FractionProgress(context.Progress);
        try
        {
            return await EncodeOnceAsync(request, progress, cancellationToken);
        }
        catch (CmafFormatException exception) when (exception.Fault is CmafFault.EmptyChunk or CmafFault.GridMismatch)
        {
            LogMorePreroll(exception, item.Chunk);
            return await EncodeOnceAsync(request with { ExtraPrerollSeconds = SecondTryPrerollSeconds }, progress, cancellationToken);
        }
    }

    private async Task<(EncodedChunk Encoded, ImmutableArray<VideoChunk> Chunks)> EncodeOnceAsync(ChunkEncodeRequest request, IProgress<EncodeProgress> progress, CancellationToken cancellationToken)
    {
        var encoded = await encoder.EncodeAsync(request, progress, cancellationToken);
        var chunks = ImmutableArray.CreateBuilder<VideoChunk>(encoded.RungFiles.Length);
        foreach (var file in encoded.RungFiles)
        {
            var chunk = VideoChunkSplitter.Split(await File.ReadAllBytesAsync(file, cancellationToken));
            chunk.Verify(request.Grid, request.Chunk);
            chunks.Add(chunk);
        }

        return (encoded, chunks.MoveToImmutable());
    }

    private async Task<bool> TryAddSpritesAsync(List<OutputFile> files, EncodedChunk encoded, int chunk, CancellationToken cancellationToken)
    {
        // Pictures on the seek bar are a comfort: a title without them is still a title.
        if (encoded.SpriteSheetFile is not { } file || !File.Exists(file))
        {
            LogNoSprites(chunk);
            return false;
        }

        files.Add(new OutputFile(PresentationPaths.SpriteSheet(chunk), await File.ReadAllBytesAsync(file, cancellationToken)));
        return true;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Chunk {Chunk} is not on the grid; encoding it again with more preroll.")]
    private partial void LogMorePreroll(Exception exception, int chunk);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Chunk {Chunk} has no sprite sheet.")]
    private partial void LogNoSprites(int chunk);
}
