using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StreamVerse.Storage.Relational.DeadLetters;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Grains.Events;

/// <summary>Measures now and then how many events wait. Every silo does, so that the figure is there whichever of them is asked.</summary>
internal sealed partial class EventMeter(IOutbox outbox, IDeadLetters letters, EventMetrics metrics, TimeProvider clock, ILogger<EventMeter> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                metrics.SetWaiting(await outbox.MeasureLagAsync(stoppingToken), await letters.CountAsync(stoppingToken));
            }
            catch (Exception exception)
            {
                metrics.ForgetWaiting();
                if (!stoppingToken.IsCancellationRequested)
                {
                    LogFailed(exception);
                }
            }

            await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "How many events wait could not be measured.")]
    private partial void LogFailed(Exception exception);
}
