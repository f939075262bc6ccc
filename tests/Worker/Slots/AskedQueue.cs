using System.Threading.Channels;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Worker.Queue;

namespace StreamVerse.Worker.Tests.Slots;

/// <summary>A work queue that answers each request for work when the test does.</summary>
internal sealed class AskedQueue : IWorkQueue
{
    private readonly Channel<Ask> _asks = Channel.CreateUnbounded<Ask>();

    /// <summary>Whether somebody has asked who was not looked at yet.</summary>
    public bool IsAsked => _asks.Reader.TryPeek(out _);

    /// <summary>The next request, once it is there.</summary>
    public async Task<Ask> NextAsync() =>
        await _asks.Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public Task<WorkLease?> LeaseAsync(WorkerDescription worker, TimeSpan maxWait, CancellationToken cancellationToken)
    {
        TaskCompletionSource<WorkLease?> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Assert.True(_asks.Writer.TryWrite(new Ask(worker, maxWait, answer)));
        return answer.Task.WaitAsync(cancellationToken);
    }

    public Task<bool> HeartbeatAsync(WorkLeaseId lease, WorkProgress progress, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task<bool> CompleteAsync(WorkLeaseId lease, WorkResult result, CancellationToken cancellationToken) => Task.FromResult(true);

    public Task FailAsync(WorkLeaseId lease, WorkFailure failure, CancellationToken cancellationToken) => Task.CompletedTask;
}
