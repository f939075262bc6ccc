namespace StreamVerse.Storage.Health;

/// <summary>An answer that is asked for once however many want it, and counts for a while from when it came.</summary>
/// <typeparam name="T">The answer.</typeparam>
/// <param name="ask">Asks for it; it must end by itself, and not fail.</param>
/// <param name="lifetime">For how long it counts.</param>
/// <param name="clock">The clock.</param>
public sealed class SharedAnswer<T>(Func<Task<T>> ask, TimeSpan lifetime, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private Task<T>? _asking;
    private long _answeredAt;

    /// <summary>The answer.</summary>
    /// <param name="cancellationToken">Gives up; others go on waiting.</param>
    public Task<T> GetAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_asking is null || (_asking.IsCompleted && clock.GetElapsedTime(Volatile.Read(ref _answeredAt)) >= lifetime))
            {
                _asking = AskAsync();
            }

            return _asking.WaitAsync(cancellationToken);
        }
    }

    private async Task<T> AskAsync()
    {
        try
        {
            return await ask();
        }
        finally
        {
            Volatile.Write(ref _answeredAt, clock.GetTimestamp());
        }
    }
}
