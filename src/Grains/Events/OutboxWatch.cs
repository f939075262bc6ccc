using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVerse.Storage;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Grains.Events;

/// <summary>
/// Looks which of the buckets that this silo reads hold events, and wakes their readers: other silos store events too, and
/// a reader that could not read is not told again. One question for all buckets costs an idle silo less than one for each.
/// </summary>
internal sealed partial class OutboxWatch(IOutbox outbox, OutboxSignal signal, IOptions<EventOptions> options, TimeProvider clock, ILogger<OutboxWatch> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(options.Value.PollInterval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The silo ends.
        }
    }

    /// <summary>Looks once. Does not fail.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var buckets = signal.Buckets;
        if (buckets.Count == 0)
        {
            return;
        }

        try
        {
            foreach (var bucket in await outbox.ListWaitingAsync(buckets, cancellationToken))
            {
                signal.Raise(bucket);
            }
        }
        catch (StoreUnavailableException exception)
        {
            LogPostponed(exception);
        }
        catch (Exception exception)
        {
            // Without this loop other silos' events would come no more. While the silo ends, its stores may be gone already.
            if (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(exception);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "Looking for events waits for the store.")]
    private partial void LogPostponed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for events failed; it goes on.")]
    private partial void LogFailed(Exception exception);
}
