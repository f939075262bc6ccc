namespace StreamVerse.Storage.Health;

/// <summary>Whether the stores of this process answer, for readiness: each is asked at most every few seconds, however often this is read.</summary>
/// <param name="stores">The stores.</param>
/// <param name="outages">Is told of those that do not answer.</param>
/// <param name="clock">The clock.</param>
public sealed class StoreReadiness(IEnumerable<IStoreHealth> stores, StoreOutages outages, TimeProvider clock) : IDisposable
{
    /// <summary>For how long an answer counts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    /// <summary>How long a store may take to answer before it counts as away. Less than those who ask wait for the answer (Kubernetes and <c>cluster status</c>: 3 seconds), who would otherwise never be told.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private Answer? _last;

    /// <summary>Looks whether the stores answer.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong, for people: a sentence for each store that is away, naming its setting.</returns>
    public async Task<IReadOnlyList<string>> FindFaultsAsync(CancellationToken cancellationToken)
    {
        if (IsFresh(_last))
        {
            return _last!.Faults;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!IsFresh(_last))
            {
                var faults = await Task.WhenAll(stores.Select(store => AskAsync(store, cancellationToken)));
                _last = new Answer([.. faults.OfType<string>()], clock.GetTimestamp());
            }

            return _last!.Faults;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private bool IsFresh(Answer? answer) => answer is not null && clock.GetElapsedTime(answer.At) < Lifetime;

    private async Task<string?> AskAsync(IStoreHealth store, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience, clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        StoreUnavailableException fault;
        try
        {
            await store.ProbeAsync(linked.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            fault = new StoreUnavailableException(store.Store, store.Setting, $"it did not answer within {Patience.TotalSeconds} s.");
        }
        catch (StoreUnavailableException exception)
        {
            fault = exception;
        }

        outages.Note(fault);
        return fault.Message;
    }

    private sealed record Answer(IReadOnlyList<string> Faults, long At);
}
