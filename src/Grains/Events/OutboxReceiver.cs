using Microsoft.Extensions.Logging;
using Orleans.Streams;
using StreamVerse.Storage;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Grains.Events;

/// <summary>
/// Reads a bucket of the outbox for the agent that delivers its events, and marks what was delivered. An event stays
/// unpublished until every consumer has taken it, so whoever reads the bucket next begins with what is left.
/// </summary>
internal sealed partial class OutboxReceiver(
    int bucket, IOutbox outbox, OutboxSignal signal, EventMetrics metrics, ILogger<OutboxReceiver> logger) : IQueueAdapterReceiver
{
    /// <summary>Events that were read and are not yet marked.</summary>
    private readonly HashSet<Guid> _known = [];

    private readonly List<Guid> _delivered = [];
    private long _number;

    /// <summary>Ends when the bucket may hold something that was not read.</summary>
    private volatile TaskCompletionSource _due = Due(true);

    public Task Initialize(TimeSpan timeout)
    {
        signal.Listen(bucket, Wake);
        return Task.CompletedTask;
    }

    [Obsolete("Orleans calls the one with a token.")]
    public Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount) => GetQueueMessagesAsync(maxCount, CancellationToken.None);

    public async Task<IList<IBatchContainer>> GetQueueMessagesAsync(int maxCount, CancellationToken cancellationToken)
    {
        if (!_due.Task.IsCompleted)
        {
            // The agent has to come back to tell which of those under way were delivered.
            if (_known.Count > 0)
            {
                return [];
            }

            // Otherwise it waits here, rather than ask ten times a second in vain.
            await _due.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            if (cancellationToken.IsCancellationRequested)
            {
                return [];
            }
        }

        // Before the read: what is stored from now on may not be seen by it.
        _due = Due(false);
        try
        {
            await MarkAsync(cancellationToken);
            var fresh = await ReadAsync(maxCount, cancellationToken);
            if (fresh.Count == maxCount)
            {
                _due.TrySetResult();
            }

            return fresh;
        }
        catch (StoreUnavailableException exception)
        {
            LogPostponed(exception, bucket);
            return [];
        }
    }

    [Obsolete("Orleans calls the one with a token.")]
    public Task MessagesDeliveredAsync(IList<IBatchContainer> messages) => MessagesDeliveredAsync(messages, CancellationToken.None);

    public async Task MessagesDeliveredAsync(IList<IBatchContainer> messages, CancellationToken cancellationToken)
    {
        _delivered.AddRange(messages.Cast<EventBatch>().Select(static batch => batch.Event.Id));
        try
        {
            await MarkAsync(cancellationToken);
        }
        catch (StoreUnavailableException exception)
        {
            // The next read marks them first.
            LogPostponed(exception, bucket);
        }
    }

    public Task Shutdown(TimeSpan timeout)
    {
        signal.Leave(bucket, Wake);
        return Task.CompletedTask;
    }

    /// <summary>Those that wait and were not read before, in order.</summary>
    private async Task<List<IBatchContainer>> ReadAsync(int maxCount, CancellationToken cancellationToken)
    {
        var limit = Math.Min(IOutbox.MaxRead, _known.Count + maxCount);
        List<IBatchContainer> fresh = [];
        foreach (var entry in await outbox.ReadUnpublishedAsync(bucket, limit, cancellationToken))
        {
            if (fresh.Count < maxCount && _known.Add(entry.Event.Id))
            {
                fresh.Add(new EventBatch(EventMessage.Of(entry), ++_number));
            }
        }

        return fresh;
    }

    private async Task MarkAsync(CancellationToken cancellationToken)
    {
        foreach (var ids in _delivered.Chunk(IOutbox.MaxRead).ToList())
        {
            await outbox.MarkPublishedAsync(ids, cancellationToken);
            _delivered.RemoveRange(0, ids.Length);
            _known.ExceptWith(ids);
            metrics.AddDelivered(ids.Length);
        }
    }

    private void Wake() => _due.TrySetResult();

    private static TaskCompletionSource Due(bool isDue)
    {
        TaskCompletionSource due = new(TaskCreationOptions.RunContinuationsAsynchronously);
        if (isDue)
        {
            due.SetResult();
        }

        return due;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Events of bucket {Bucket} wait for the store.")]
    private partial void LogPostponed(Exception exception, int bucket);
}
