using Microsoft.Extensions.Time.Testing;
using NSubstitute;
using StreamVerse.Encoding.Capabilities;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Testing;
using StreamVerse.Worker.Queue;
using StreamVerse.Worker.Work;

namespace StreamVerse.Worker.Tests.Slots;

/// <summary>A slot under everything that a queue and an encoder may do to it.</summary>
public sealed class EncodingSlotTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeQueue _queue = new();
    private readonly IEncoderProbe _probe = Substitute.For<IEncoderProbe>();
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _waits = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _minFree;
    private long _limit;

    public EncodingSlotTests() => _probe.ProbeAsync(default).ReturnsForAnyArgs(
        [new EncoderCapability("libx264", true, "encoded test pictures", 95), new EncoderCapability("h264_nvenc", false, "no device", null), new EncoderCapability("aac", true, "encoded a test tone", null)]);

    public void Dispose()
    {
        _stop.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Run_WorkDone_IsHandedIn() => Assert.Equal("completed", await RunAsync(_ => Task.CompletedTask));

    [Fact]
    public async Task Run_QueueAwayAtTheEnd_WorkIsHandedInLater()
    {
        var tries = 0;
        _queue.Complete = () => ++tries < 2 ? throw new TimeoutException() : Task.FromResult(true);
        Assert.Equal("completed", await RunAsync(_ => Task.CompletedTask));
        Assert.Equal(2, tries);
    }

    [Fact]
    public async Task Run_HeartbeatsMissed_WorkGoesOn()
    {
        var beats = 0;
        TaskCompletionSource missed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _queue.Heartbeat = () =>
        {
            if (++beats == 3)
            {
                missed.SetResult();
            }

            throw new TimeoutException();
        };
        Assert.Equal("completed", await RunAsync(_ => missed.Task));
    }

    [Fact]
    public async Task Run_LeaseLost_WorkEndsAtOnceAndNothingIsHandedIn()
    {
        _queue.Heartbeat = () => false;
        var heard = RunAsync(token => Task.Delay(Timeout.InfiniteTimeSpan, token));
        await _queue.AskedAgain.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await _stop.CancelAsync();
        Assert.Equal("nothing", await heard);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Run_Stopped_ItemIsGivenBackWhateverTheEncoderThrows(bool throwsOther)
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var heard = RunAsync(async token =>
        {
            started.SetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }
            catch (OperationCanceledException) when (throwsOther)
            {
                throw new InvalidOperationException("The encoder was killed.");
            }
        });
        await started.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await _stop.CancelAsync();
        Assert.Equal("Drained drained", await heard);
    }

    [Fact]
    public async Task Run_FilesAreStillBeingStored_ComesForTheNextItemMeanwhile()
    {
        Assert.Equal("completed", await RunAsync(async (context, token) =>
        {
            context.OnEncoded();
            await _queue.AskedAgain.Task.WaitAsync(TimeSpan.FromSeconds(20), token);
        }));
        Assert.Equal([null, null], _queue.Asked.Select(static asked => asked.FreeMemoryBytes));
    }

    [Fact]
    public async Task Run_ResultIsBeingHandedIn_ComesForTheNextItemMeanwhile()
    {
        _queue.Complete = async () =>
        {
            await _queue.AskedAgain.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
            return true;
        };
        Assert.Equal("completed", await RunAsync(_ => Task.CompletedTask));
    }

    [Fact]
    public async Task Run_StoppedWhileFilesAreBeingStored_ItemIsGivenBack()
    {
        var heard = RunAsync((context, token) =>
        {
            context.OnEncoded();
            return Task.Delay(Timeout.InfiniteTimeSpan, token);
        });
        await _queue.AskedAgain.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await _stop.CancelAsync();
        Assert.Equal("Drained drained", await heard);
    }

    [Fact]
    public async Task Run_WorkFails_IsToldWhyAndScratchIsEmpty()
    {
        Assert.Equal("Transient internal", await RunAsync(_ => throw new InvalidOperationException()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.File("scratch/test")));
    }

    [Fact]
    public async Task Run_AsksForWork_TellsWhatItProvedAndHowFast()
    {
        await RunAsync(_ => Task.CompletedTask);
        var asked = _queue.Asked[0];
        Assert.Equal(("test/0", "test", 1, null), (asked.Slot, asked.Worker, asked.SelfTests, asked.FreeMemoryBytes));
        Assert.Equal(["libx264", "aac"], asked.Encoders);
        Assert.Equal([95, 0], asked.Speeds);
        Assert.Equal(WorkKinds.Known, asked.Kinds);
    }

    [Fact]
    public async Task Run_ScratchDiskIsShort_AsksForNothing()
    {
        _minFree = long.MaxValue;
        _stop.CancelAfter(TimeSpan.FromSeconds(2));
        Assert.Equal("nothing", await RunAsync(_ => Task.CompletedTask));
        Assert.Empty(_queue.Asked);
    }

    [Fact]
    public async Task Run_ItemNeverFits_IsTheMachinesFault()
    {
        _limit = 1;
        Assert.Equal("Worker scratch-too-small", await RunAsync(_ => Task.CompletedTask));
    }

    [Fact]
    public async Task Run_NoFfmpegAtFirst_AsksForNothingUntilItIsThere()
    {
        FakeTimeProvider clock = new();
        _probe.MissingPrograms.Returns(_ => { _waits.TrySetResult(); return ["There is no program 'ffmpeg'."]; }, _ => []);
        var heard = RunAsync((_, _) => Task.CompletedTask, clock);
        await _waits.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        Assert.Empty(_queue.Asked);
        while (!heard.IsCompleted)
        {
            clock.Advance(ProvenEncoders.RetryInterval);
            await Task.Yield();
        }

        Assert.Equal("completed", await heard);
    }

    [Fact]
    public async Task Run_Quarantined_TestsItselfAndAsksAgain()
    {
        _queue.Refusal = new WorkerQuarantinedException(new InvalidOperationException("Several jobs failed."));
        Assert.Equal("completed", await RunAsync(_ => Task.CompletedTask));
        Assert.Equal([1, 2], _queue.Asked.Take(2).Select(asked => asked.SelfTests));
        await _probe.Received(2).ProbeAsync(Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Run_StoppedWhileItTestsItselfAnew_EndsAtOnce()
    {
        _queue.Refusal = new WorkerQuarantinedException(new InvalidOperationException("Several jobs failed."));
        IReadOnlyList<EncoderCapability> good = [new EncoderCapability("libx264", true, "encoded test pictures", 95), new EncoderCapability("aac", true, "encoded a test tone", null)];
        TaskCompletionSource<IReadOnlyList<EncoderCapability>> again = new();
        _probe.ProbeAsync(TestContext.Current.CancellationToken).ReturnsForAnyArgs(
            _ => Task.FromResult(good),
            _ => { _waits.TrySetResult(); return again.Task; });
        var heard = RunAsync(_ => Task.CompletedTask);
        await _waits.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        await _stop.CancelAsync();

        Assert.Equal("nothing", await heard);
    }

    /// <summary>Runs the slot for one item; gives what the queue heard of it.</summary>
    private Task<string> RunAsync(Func<CancellationToken, Task> work) => RunAsync((_, token) => work(token));

    private async Task<string> RunAsync(Func<WorkContext, CancellationToken, Task> work, TimeProvider? time = null)
    {
        SlotBench bench = new(_folder, new WorkerOptions { Name = "test", MinFreeScratchBytes = _minFree, ScratchBytes = _limit }, _probe, work, time);
        var slot = bench.NewSlot(_queue);
        var run = slot.RunAsync("test/0", _stop.Token);
        var heard = _queue.Heard.Reader.WaitToReadAsync(TestContext.Current.CancellationToken).AsTask();
        await Task.WhenAny(heard, run).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        await _stop.CancelAsync();
        await run.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);
        return _queue.Heard.Reader.TryRead(out var told) ? told : "nothing";
    }
}
