using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Worker.Slots;

namespace StreamVerse.Worker;

[Orleans.Placement.PreferLocalPlacement]
internal sealed partial class EncoderGrain(EncodingSlot slot, ILogger<EncoderGrain> logger) : Grain, IEncoderGrain, IDisposable
{
    private static readonly TimeSpan StayAlive = TimeSpan.FromMinutes(1);

    private CancellationTokenSource? _stop;
    private Task _run = Task.CompletedTask;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        this.RegisterGrainTimer(_ => Task.CompletedTask, new GrainTimerCreationOptions(StayAlive, StayAlive) { KeepAlive = true });
        return Task.CompletedTask;
    }

    public Task Start()
    {
        if (_stop is not null && !_run.IsCompleted)
        {
            return Task.CompletedTask;
        }

        var name = this.GetPrimaryKeyString();
        _stop?.Dispose();
        _stop = new CancellationTokenSource();
        var token = _stop.Token;

        // Encoding takes minutes: it runs beside the grain, which only watches over it.
        _run = Task.Run(() => slot.RunAsync(name, token), CancellationToken.None);
        LogStarted(name);
        return Task.CompletedTask;
    }

    public async Task Stop()
    {
        if (_stop is not null)
        {
            await _stop.CancelAsync();
            await _run;
        }
    }

    public Task<EncoderStatus> GetStatus() =>
        Task.FromResult(new EncoderStatus(!_run.IsCompleted, slot.Current, slot.Completed, slot.Failed));

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await Stop();
    }

    public void Dispose() => _stop?.Dispose();

    [LoggerMessage(Level = LogLevel.Information, Message = "Slot {Slot} takes work.")]
    private partial void LogStarted(string slot);
}
