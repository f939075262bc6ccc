using NSubstitute;
using StreamVerse.Encoding.Capabilities;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Testing;
using StreamVerse.Worker.Queue;

namespace StreamVerse.Worker.Tests.Slots;

/// <summary>Slots of one worker that want work at the same time.</summary>
public sealed class SlotTurnTests : IAsyncLifetime
{
    private static readonly long Need = WorkCost.MemoryBytes(new InspectWork());

    private readonly TempFolder _folder = new();
    private readonly AskedQueue _queue = new();
    private readonly IEncoderProbe _probe = Substitute.For<IEncoderProbe>();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<Task> _slots = [];
    private readonly SlotBench _bench;

    public SlotTurnTests()
    {
        _probe.ProbeAsync(default).ReturnsForAnyArgs(
            [new EncoderCapability("libx264", true, "encoded test pictures", 95), new EncoderCapability("aac", true, "encoded a test tone", null)]);
        _bench = new SlotBench(_folder, new WorkerOptions { Name = "test", MemoryBytes = 3 * Need }, _probe, (_, token) => _done.Task.WaitAsync(token));
    }

    /// <summary>With the proof at hand, a slot goes on to its request, or to its turn, before its task is returned.</summary>
    public async ValueTask InitializeAsync() => await _bench.Encoders.GetAsync();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_slots).WaitAsync(TimeSpan.FromSeconds(20), CancellationToken.None);
        _stop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Run_AnotherSlotIsAsking_AsksAfterItAndTellsWhatThatLeaves()
    {
        Start(0, 1, 2);
        var first = await _queue.NextAsync();
        Assert.Equal(("test/0", null), (first.Worker.Slot, first.Worker.FreeMemoryBytes));
        Assert.False(_queue.IsAsked);

        first.Answer.SetResult(TestLeases.Of("sources/a"));
        var second = await _queue.NextAsync();
        Assert.Equal(("test/1", 2 * Need), (second.Worker.Slot, second.Worker.FreeMemoryBytes));
        Assert.False(_queue.IsAsked);

        second.Answer.SetResult(TestLeases.Of("sources/a"));
        var third = await _queue.NextAsync();
        Assert.Equal(("test/2", Need), (third.Worker.Slot, third.Worker.FreeMemoryBytes));
    }

    [Fact]
    public async Task Run_NothingIsThere_SlotsTakeTurns()
    {
        Start(0, 1);
        foreach (var slot in (string[])["test/0", "test/1", "test/0", "test/1"])
        {
            var ask = await _queue.NextAsync();
            Assert.Equal((slot, null), (ask.Worker.Slot, ask.Worker.FreeMemoryBytes));
            Assert.False(_queue.IsAsked);
            ask.Answer.SetResult(null);
        }
    }

    [Fact]
    public async Task Run_AskFails_NextSlotAsksAtOnce()
    {
        Start(0, 1);
        (await _queue.NextAsync()).Answer.SetException(new TimeoutException());
        Assert.Equal("test/1", (await _queue.NextAsync()).Worker.Slot);
    }

    [Fact]
    public async Task Run_Quarantined_NoSlotAsksWithTheOldProof()
    {
        Start(0, 1);
        (await _queue.NextAsync()).Answer.SetException(new WorkerQuarantinedException(new InvalidOperationException("Several jobs failed.")));
        var asked = await _queue.NextAsync();
        while (asked.Worker.SelfTests < 2)
        {
            // The turn is over a moment before the test of the encoders begins.
            asked.Answer.SetException(new WorkerQuarantinedException(new InvalidOperationException("Several jobs failed.")));
            asked = await _queue.NextAsync();
        }

        await _probe.Received(2).ProbeAsync(Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Run_StoppedWhileItWaits_EndsAndTheNextGoesOn()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        Start(0);
        var waiting = _bench.NewSlot(_queue).RunAsync("test/1", stop.Token);
        Start(2);
        var first = await _queue.NextAsync();
        await stop.CancelAsync();
        await waiting.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.False(_queue.IsAsked);

        first.Answer.SetResult(null);
        Assert.Equal("test/2", (await _queue.NextAsync()).Worker.Slot);
    }

    [Fact]
    public async Task Run_OthersWork_WaitsForAnItemOnlyForAMoment()
    {
        Start(0, 1);
        var first = await _queue.NextAsync();
        first.Answer.SetResult(TestLeases.Of("sources/a"));
        var second = await _queue.NextAsync();
        Assert.Equal((TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(1)), (first.Wait, second.Wait));

        // What the first had is there for whoever asks once it is done.
        _done.SetResult();
        for (var asked = second; asked.Worker.FreeMemoryBytes is not null; asked = await _queue.NextAsync())
        {
            asked.Answer.SetResult(null);
        }
    }

    private void Start(params IEnumerable<int> slots) => _slots.AddRange(slots.Select(slot => _bench.NewSlot(_queue).RunAsync($"test/{slot}", _stop.Token)));
}
