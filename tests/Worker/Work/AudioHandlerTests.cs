using System.Collections.Concurrent;
using StreamVerse.Encoding.Audio;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Storage;
using StreamVerse.Worker.Slots;
using StreamVerse.Worker.Work;

namespace StreamVerse.Worker.Tests.Work;

/// <summary>Sound is stored as it comes, so that a title plays before its sound is whole.</summary>
public sealed class AudioHandlerTests(HandlerBench bench) : IClassFixture<HandlerBench>
{
    /// <summary>128 kbit/s: some 7 s, which is more than one segment of 4 s and less than two.</summary>
    private const int FirstBytes = 110_000;

    private readonly ConcurrentDictionary<string, byte[]> _stored = new();

    [Fact]
    public async Task Handle_EncoderHasNotEnded_StoresAndReportsWhatIsWhole()
    {
        var encoder = new PausingEncoder(bench.Get<IAudioEncoder>(), FirstBytes);
        var progress = new LatestProgress();
        TaskCompletionSource stored = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var rung = bench.Plan.Audio[0];
        var handling = new AudioHandler(encoder).HandleAsync(
            new AudioWork(bench.Source, bench.Plan, rung),
            bench.Context(_stored, name => { if (name.EndsWith("/0.m4s", StringComparison.Ordinal)) { stored.SetResult(); } }, progress),
            TestContext.Current.CancellationToken);

        await stored.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.False(handling.IsCompleted);
        Assert.Equal([$"{rung.Id}/0.m4s", $"{rung.Id}/init.mp4"], _stored.Keys.Order());
        Assert.True(progress.Latest.SegmentsStored <= 1, "A segment was reported that is not stored.");

        encoder.GoOn.SetResult();
        var result = Assert.IsType<AudioResult>(await handling);
        Assert.Equal(bench.Plan.Grid.SegmentCount, progress.Latest.SegmentsStored);
        Assert.Equal(1, progress.Latest.Fraction);
        Assert.Equal(Enumerable.Range(0, bench.Plan.Grid.SegmentCount).Select(segment => $"{rung.Id}/{segment}.m4s").Append($"{rung.Id}/init.mp4"), _stored.Keys.Order());
        Assert.Equal(_stored.Where(file => !file.Key.EndsWith("init.mp4", StringComparison.Ordinal)).Sum(file => (long)file.Value.Length), result.Rendition.Bytes);
    }

    [Fact]
    public async Task Handle_SegmentCannotBeStored_FailsForThatReason()
    {
        var rung = bench.Plan.Audio[0];
        var progress = new LatestProgress();
        var context = bench.Context(
            _stored, name => { if (name.EndsWith("/1.m4s", StringComparison.Ordinal)) { throw new StoreUnavailableException("object store", "StreamVerse:Objects", "down."); } }, progress);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => new AudioHandler(bench.Get<IAudioEncoder>()).HandleAsync(
            new AudioWork(bench.Source, bench.Plan, rung), context, TestContext.Current.CancellationToken));

        Assert.True(progress.Latest.SegmentsStored <= 1, "A segment was reported that is not stored.");
    }
}
