using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using StreamVerse.Encoding.Chunks;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Cmaf;
using StreamVerse.Worker.Work;

namespace StreamVerse.Worker.Tests.Work;

/// <summary>Seeks that land too late give chunks that are empty or short, without an error: more preroll mends them, once.</summary>
public sealed class VideoChunkHandlerTests(HandlerBench bench) : IClassFixture<HandlerBench>
{
    private readonly ConcurrentDictionary<string, byte[]> _stored = new();

    [Fact]
    public async Task Handle_ChunkComesOutEmpty_IsEncodedAgainWithMorePrerollAndGivesTheSameBytes()
    {
        var expected = new ConcurrentDictionary<string, byte[]>();
        await HandleAsync(new LateEncoder(bench.Get<IChunkEncoder>(), 0, bytes => bytes), expected);
        var late = new LateEncoder(bench.Get<IChunkEncoder>(), 1, bytes => bytes[..At(bytes, "moof"u8)]);

        await HandleAsync(late, _stored);

        Assert.Equal([0, 60], late.Tries);
        Assert.NotEmpty(expected);
        Assert.Equal(expected.Keys.Order(), _stored.Keys.Order());
        Assert.All(expected, file => Assert.Equal(file.Value, _stored[file.Key]));
    }

    [Fact]
    public async Task Handle_SegmentsMissing_IsEncodedAgain()
    {
        var late = new LateEncoder(bench.Get<IChunkEncoder>(), 1, bytes => bytes[..LastAt(bytes, "moof"u8)]);

        await HandleAsync(late, _stored);

        Assert.Equal([0, 60], late.Tries);
    }

    [Fact]
    public async Task Handle_StillEmptyAfterTheSecondTry_FailsAndStoresNothing()
    {
        var late = new LateEncoder(bench.Get<IChunkEncoder>(), int.MaxValue, bytes => bytes[..At(bytes, "moof"u8)]);

        var thrown = await Assert.ThrowsAsync<CmafFormatException>(() => HandleAsync(late, _stored));

        Assert.Equal(CmafFault.EmptyChunk, thrown.Fault);
        Assert.Equal([0, 60], late.Tries);
        Assert.Empty(_stored);
    }

    [Fact]
    public async Task Handle_OnlyStoringIsLeft_SaysSoBeforeItStores()
    {
        var happened = new ConcurrentQueue<string>();
        var context = bench.Context(_stored, _ => happened.Enqueue("stored"), onEncoded: () => happened.Enqueue("encoded"));
        await new VideoChunkHandler(bench.Get<IChunkEncoder>(), NullLogger<VideoChunkHandler>.Instance)
            .HandleAsync(new VideoChunkWork(bench.Source, bench.Plan, 0), context, TestContext.Current.CancellationToken);
        Assert.Equal("encoded", happened.First());
        Assert.Equal(_stored.Count, happened.Count(static what => what == "stored"));
        Assert.Equal(_stored.Count + 1, happened.Count);
    }

    [Fact]
    public async Task Handle_FilesOfAChunk_NeedNoMoreThanIsReckonedWith()
    {
        VideoChunkWork item = new(bench.Source, bench.Plan, 0);
        var context = bench.Context(_stored);
        await new VideoChunkHandler(bench.Get<IChunkEncoder>(), NullLogger<VideoChunkHandler>.Instance).HandleAsync(item, context, TestContext.Current.CancellationToken);
        Assert.InRange(Directory.EnumerateFiles(context.Scratch.Path).Sum(static file => new FileInfo(file).Length), 1, ScratchCost.Of(item));
    }

    [Fact]
    public async Task Handle_BrokenFile_IsNotEncodedAgain()
    {
        var late = new LateEncoder(bench.Get<IChunkEncoder>(), 1, bytes => bytes[..^1]);

        var thrown = await Assert.ThrowsAsync<CmafFormatException>(() => HandleAsync(late, _stored));

        Assert.Equal(CmafFault.Malformed, thrown.Fault);
        Assert.Equal([0], late.Tries);
        Assert.Empty(_stored);
    }

    private Task<WorkResult> HandleAsync(IChunkEncoder encoder, ConcurrentDictionary<string, byte[]> stored) =>
        new VideoChunkHandler(encoder, NullLogger<VideoChunkHandler>.Instance)
            .HandleAsync(new VideoChunkWork(bench.Source, bench.Plan, 0), bench.Context(stored), TestContext.Current.CancellationToken);

    /// <summary>Where the first box of a type begins: its size stands before its name (ISO/IEC 14496-12, 4.2).</summary>
    private static int At(byte[] bytes, ReadOnlySpan<byte> type) => bytes.AsSpan().IndexOf(type) - 4;

    private static int LastAt(byte[] bytes, ReadOnlySpan<byte> type) => bytes.AsSpan().LastIndexOf(type) - 4;
}
