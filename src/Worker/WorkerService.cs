using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Worker;

/// <summary>Keeps a grain running on every slot from the silo's start to its end.</summary>
internal sealed partial class WorkerService(IGrainFactory grains, IOptions<WorkerOptions> options, TimeProvider clock, ILogger<WorkerService> logger) : BackgroundService
{
    private static readonly TimeSpan CheckInterval = TimeSpan.FromSeconds(10);

    private IEnumerable<IEncoderGrain> Slots => Enumerable.Range(0, options.Value.Slots)
        .Select(slot => grains.GetGrain<IEncoderGrain>($"{options.Value.Name}/{slot}"));

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await Task.WhenAll(Slots.Select(slot => slot.Stop())).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Out of time: the items at hand go to somebody else when their leases run out.
            LogNotDrained();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(CheckInterval, clock);
        do
        {
            try
            {
                await Task.WhenAll(Slots.Select(slot => slot.Start()));
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                LogStartFailed(exception);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Not all encoding slots could give their work back in time.")]
    private partial void LogNotDrained();

    [LoggerMessage(Level = LogLevel.Error, Message = "Not all encoding slots could be started; trying again.")]
    private partial void LogStartFailed(Exception exception);
}
