using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVerse.Storage;
using StreamVerse.Storage.Objects;
using StreamVerse.Storage.Relational.Activity;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Grains.Administration;

/// <summary>Clears away once a day what no row tells of: leftovers in the object store, published events, and activity of long ago.</summary>
internal sealed partial class Janitor(
    IObjectStore objects, IOutbox outbox, IActivityLog activity, IOptions<ObjectStoreOptions> store, IOptions<JanitorOptions> options, TimeProvider clock, ILogger<Janitor> logger)
{
    private static readonly TimeSpan Interval = TimeSpan.FromDays(1);

    // The sweeper waits for it, and what it wakes must not wait for longer than this. The rest is for tomorrow.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private DateTimeOffset _due;

    /// <summary>Clears away, unless this silo did so less than a day ago.</summary>
    /// <exception cref="StoreUnavailableException">A store is away; the next call tries again.</exception>
    public async Task RunIfDueAsync()
    {
        var now = clock.GetUtcNow();
        if (now < _due)
        {
            return;
        }

        using var stop = new CancellationTokenSource(Patience, clock);
        try
        {
            var (events, past) = (options.Value.OutboxRetention, options.Value.ActivityRetention);
            if (await PurgeAsync(() => outbox.PurgePublishedAsync(now - events, IOutbox.MaxRead, stop.Token), IOutbox.MaxRead) is > 0 and var purged)
            {
                LogPurged(purged, events);
            }

            if (await PurgeAsync(() => activity.PurgeAsync(now - past, IActivityLog.MaxRead, stop.Token), IActivityLog.MaxRead) is > 0 and var forgotten)
            {
                LogForgotten(forgotten, past);
            }

            await objects.CleanAbandonedAsync(store.Value.AbandonedAfter, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            LogInterrupted(Patience);
        }
        catch (Exception exception) when (exception is not StoreUnavailableException)
        {
            // Whatever lies in the way of the janitor must not keep the sweeper from its work.
            LogFailed(exception);
        }

        _due = now + Interval;
    }

    /// <summary>Purges batch by batch, until one is not full.</summary>
    private static async Task<long> PurgeAsync(Func<Task<int>> purgeBatch, int batch)
    {
        var total = 0L;
        for (var purged = batch; purged == batch; total += purged)
        {
            purged = await purgeBatch();
        }

        return total;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Purged {Count} published events that were older than {Retention}.")]
    private partial void LogPurged(long count, TimeSpan retention);

    [LoggerMessage(Level = LogLevel.Information, Message = "Forgot {Count} entries of the activity that were older than {Retention}.")]
    private partial void LogForgotten(long count, TimeSpan retention);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The daily clearing was not done after {Patience}; it goes on tomorrow.")]
    private partial void LogInterrupted(TimeSpan patience);

    [LoggerMessage(Level = LogLevel.Error, Message = "The daily clearing failed; it is tried again tomorrow.")]
    private partial void LogFailed(Exception exception);
}
