using System.Net;
using StreamVerse.Hosting.Health;
using StreamVerse.Storage;
using StreamVerse.Storage.Health;

namespace StreamVerse.Hosting;

/// <summary>Waits until a host's stores are ready, and answers requests meanwhile.</summary>
public static class StoreOpening
{
    /// <summary>Stores that are there take less; only for others is it worth answering requests meanwhile.</summary>
    private static readonly TimeSpan Promptness = TimeSpan.FromSeconds(1);

    /// <summary>Waits for the stores.</summary>
    /// <param name="gate">The stores.</param>
    /// <param name="endpoint">Where the host will listen.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Where to listen, or <see langword="null"/> when the process was told to end.</returns>
    /// <exception cref="StoreUnavailableException">Waiting is of no use.</exception>
    public static async Task<IPEndPoint?> WaitAsync(StoreGate gate, IPEndPoint endpoint, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(gate);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var opening = gate.OpenAsync(stop.Token);
        if (await Task.WhenAny(opening, Task.Delay(Promptness, cancellationToken)) == opening)
        {
            await opening;
            return endpoint;
        }

        try
        {
            await using var answers = await StartupAnswers.StartAsync(endpoint, gate, cancellationToken);
            await using var ending = answers.Stopping.Register(stop.Cancel);
            await opening;
            return answers.Endpoint;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            await stop.CancelAsync();
            await opening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
