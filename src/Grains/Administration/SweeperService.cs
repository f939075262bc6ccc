using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Administration;

namespace StreamVerse.Grains.Administration;

/// <summary>Sweeps at the silo's start, so that what a crash interrupted goes on at once and not at the next reminder.</summary>
internal sealed partial class SweeperService(IGrainFactory grains, TimeProvider clock, ILogger<SweeperService> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await grains.GetGrain<ISweeperGrain>(Region.Here).Start();
                return;
            }
            catch (Exception exception)
            {
                LogStartFailed(exception);
                await Task.Delay(Pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep at start failed; trying again.")]
    private partial void LogStartFailed(Exception exception);
}
