using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StreamVerse.Storage.Clocks;

namespace StreamVerse.Grains.Administration;

/// <summary>
/// Compares each silo's clock with the database's now and then: a silo whose clock is wrong is taken for dead, or takes
/// others for it, and nothing else says why.
/// </summary>
internal sealed partial class ClockWatch(IStoreClock store, ClockSkew skew, TimeProvider clock, ILogger<ClockWatch> logger) : BackgroundService
{
    private const string Reference = "relational store";
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await store.MeasureSkewAsync(stoppingToken) is { } measured)
                {
                    skew.Note(Reference, measured);
                }
            }
            catch (Exception exception)
            {
                skew.Forget();
                if (!stoppingToken.IsCancellationRequested)
                {
                    LogFailed(exception);
                }
            }

            await Task.Delay(Interval, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "This machine's clock could not be compared with the relational store's.")]
    private partial void LogFailed(Exception exception);
}
