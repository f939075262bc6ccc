using System.Globalization;
using StreamVerse.Bench.Servers;

namespace StreamVerse.Bench.Clusters;

/// <summary>A worker that takes no work for a while.</summary>
internal sealed class PausedWorker : IAsyncDisposable
{
    /// <summary>Longer than a worker asks for work at a time: nobody hands anything to it afterwards.</summary>
    private static readonly TimeSpan LeaseWait = TimeSpan.FromSeconds(6);

    private readonly int _processId;

    private PausedWorker(int processId) => _processId = processId;

    /// <summary>Pauses a worker that has nothing to do; returns when the queue has given up on its last question.</summary>
    public static async Task<PausedWorker> PauseAsync(int processId, CancellationToken cancellationToken)
    {
        var paused = new PausedWorker(processId);
        await paused.SignalAsync("-STOP", cancellationToken);
        await Task.Delay(LeaseWait, cancellationToken);
        return paused;
    }

    public async ValueTask DisposeAsync() => await SignalAsync("-CONT", CancellationToken.None);

    private Task<string> SignalAsync(string signal, CancellationToken cancellationToken) =>
        Tool.RunAsync("kill", [signal, _processId.ToString(CultureInfo.InvariantCulture)], cancellationToken);
}
