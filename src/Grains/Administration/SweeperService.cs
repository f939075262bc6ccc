using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Administration;

namespace StreamVerse.Grains.Administration;

/// <summary>
/// Sweeps at the silo's start, so that what a crash interrupted goes on at once and not at the next reminder; and has every
/// silo look after that by a timer of its own whether sweeps still happen, so that none of them hangs on a reminder.
/// </summary>
internal sealed partial class SweeperService(IGrainFactory grains, TimeProvider clock, ILogger<SweeperService> logger) : BackgroundService
{
    /// <summary>Silos ask at random moments between the two: of those that find a sweep overdue, one comes first.</summary>
    public static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(30);

    /// <summary>See <see cref="ShortestPause"/>.</summary>
    public static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan StartPause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var sweeper = grains.GetGrain<ISweeperGrain>(Region.Here);
        var isStarted = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await (isStarted ? sweeper.EnsureSwept() : sweeper.Start()).WaitAsync(stoppingToken);
                isStarted = true;
            }
            catch (Exception exception)
            {
                if (!stoppingToken.IsCancellationRequested)
                {
                    LogFailed(exception);
                }
            }

            var pause = isStarted ? ShortestPause + ((LongestPause - ShortestPause) * Random.Shared.NextDouble()) : StartPause;
            await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep that this silo asked for failed; it asks again.")]
    private partial void LogFailed(Exception exception);
}
