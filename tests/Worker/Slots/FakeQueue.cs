using System.Threading.Channels;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Worker.Queue;

namespace StreamVerse.Worker.Tests.Slots;

/// <summary>A work queue that does what the test says.</summary>
internal sealed class FakeQueue : IWorkQueue
{
    private int _leased;

    public WorkLease Item { get; } = new(new WorkLeaseId(Guid.NewGuid(), 0, 1), Guid.NewGuid(), "sources/a", "titles/a/1", TimeSpan.FromMilliseconds(20), new InspectWork(), TimeSpan.FromSeconds(30), "test/0");

    public Func<bool> Heartbeat { get; set; } = () => true;

    public Func<Task<bool>> Complete { get; set; } = () => Task.FromResult(true);

    /// <summary>The slot has come for the next item.</summary>
    public TaskCompletionSource AskedAgain { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Channel<string> Heard { get; } = Channel.CreateUnbounded<string>();

    /// <summary>What the first request for work is told instead.</summary>
    public Exception? Refusal { get; set; }

    /// <summary>Who asked for work, in order.</summary>
    public List<WorkerDescription> Asked { get; } = [];

    public async Task<WorkLease?> LeaseAsync(WorkerDescription worker, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        Asked.Add(worker);
        if (Refusal is { } refusal)
        {
            Refusal = null;
            throw refusal;
        }

        if (Interlocked.Increment(ref _leased) == 1)
        {
            return Item;
        }

        AskedAgain.TrySetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        return null;
    }

    public Task<bool> HeartbeatAsync(WorkLeaseId lease, WorkProgress progress, CancellationToken cancellationToken) => Task.FromResult(Heartbeat());

    public async Task<bool> CompleteAsync(WorkLeaseId lease, WorkResult result, CancellationToken cancellationToken)
    {
        var isTaken = await Complete();
        await Heard.Writer.WriteAsync("completed", cancellationToken);
        return isTaken;
    }

    public async Task FailAsync(WorkLeaseId lease, WorkFailure failure, CancellationToken cancellationToken) =>
        await Heard.Writer.WriteAsync($"{failure.Kind} {failure.Code}", cancellationToken);
}
