using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace StreamVerse.Storage.Health;

/// <summary>
/// Prepares a host's stores before anything uses them, and waits for those that are away. What waiting cannot mend (a
/// wrong password, say) ends the wait at once.
/// </summary>
/// <param name="preparations">What the stores need.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">Is told when a store is waited for, when the reason changes, and when it is there.</param>
public sealed partial class StoreGate(IEnumerable<IStorePreparation> preparations, TimeProvider clock, ILogger<StoreGate> logger)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, string> _faults = new();

    /// <summary>What is waited for, for people: a sentence for each store that is not ready.</summary>
    public IReadOnlyList<string> Faults => [.. _faults.OrderBy(static fault => fault.Key, StringComparer.Ordinal).Select(static fault => fault.Value)];

    /// <summary>Returns when all stores are ready; that may be never.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreUnavailableException">Waiting for a store is of no use; the message names it and its setting.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var all = preparations.Select(preparation => PrepareAsync(preparation, stop.Token)).ToArray();
        await foreach (var done in Task.WhenEach(all).WithCancellation(CancellationToken.None))
        {
            if (!done.IsCompletedSuccessfully)
            {
                await stop.CancelAsync();
                await Task.WhenAll(all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                await done;
            }
        }
    }

    private async Task PrepareAsync(IStorePreparation preparation, CancellationToken cancellationToken)
    {
        _faults[preparation.Store] = $"The {preparation.Store} is being prepared.";
        var began = clock.GetTimestamp();
        string? told = null;
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await preparation.PrepareAsync(cancellationToken);
                _faults.TryRemove(preparation.Store, out _);
                if (told is not null)
                {
                    var waited = clock.GetElapsedTime(began);
                    LogThere(preparation.Store, waited);
                }

                return;
            }
            catch (StoreUnavailableException exception) when (exception.MayPass)
            {
                _faults[preparation.Store] = exception.Message;
                if (told != exception.Message)
                {
                    told = exception.Message;
                    LogWaiting(told);
                }
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault} The start waits for it.")]
    private partial void LogWaiting(string fault);

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Store} is there after {Waited}; the start goes on.")]
    private partial void LogThere(string store, TimeSpan waited);
}
