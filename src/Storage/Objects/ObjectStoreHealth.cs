namespace StreamVerse.Storage.Objects;

/// <summary>Whether the object store answers, for readiness: asked at most every few seconds, however often it is read.</summary>
/// <param name="store">The store.</param>
/// <param name="time">The clock.</param>
public sealed class ObjectStoreHealth(IObjectStore store, TimeProvider time) : IDisposable
{
    /// <summary>For how long an answer counts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    /// <summary>How long the store may take to answer before it counts as absent.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _gate = new(1, 1);
    private Answer? _last;

    /// <summary>Looks whether the store answers.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong, for people, or <see langword="null"/> where all is well.</returns>
    public async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        if (IsFresh(_last))
        {
            return _last!.Fault;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (!IsFresh(_last))
            {
                _last = new Answer(await AskAsync(cancellationToken), time.GetTimestamp());
            }

            return _last!.Fault;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    private bool IsFresh(Answer? answer) => answer is not null && time.GetElapsedTime(answer.At) < Lifetime;

    private async Task<string?> AskAsync(CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(Patience, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, timeout.Token);
        try
        {
            await store.CheckAsync(linked.Token);
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"The object store did not answer within {Patience.TotalSeconds} s.";
        }
        catch (StoreUnavailableException exception)
        {
            return exception.Message;
        }
    }

    private sealed record Answer(string? Fault, long At);
}
