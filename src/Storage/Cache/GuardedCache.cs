using StreamVerse.Storage.Cache.Redis;

namespace StreamVerse.Storage.Cache;

/// <summary>Keeps callers from a backend that is away or slow, and counts.</summary>
/// <param name="backend">Where the bytes are.</param>
/// <param name="options">How patient callers are.</param>
/// <param name="breaker">Knows whether the backend is to be asked.</param>
/// <param name="metrics">Counts.</param>
/// <param name="clock">The clock.</param>
internal sealed class GuardedCache(ICacheBackend backend, RedisCacheOptions options, CacheBreaker breaker, CacheMetrics metrics, TimeProvider clock) : ICache
{
    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(CachePolicy policy, string key, CancellationToken cancellationToken)
    {
        var full = KeyOf(policy, key);
        var (isAnswered, value) = await AskAsync("get", () => backend.GetAsync(full), cancellationToken);
        Count(policy, "get", isAnswered, value is null ? CacheMetrics.Miss : CacheMetrics.Hit);
        return value;
    }

    public async ValueTask SetAsync(CachePolicy policy, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        var full = KeyOf(policy, key);
        ThrowIfTooLarge(value);
        var (isAnswered, _) = await AskAsync("set", async () => { await backend.SetAsync(full, value, policy.Lifetime); return true; }, cancellationToken);
        Count(policy, "set", isAnswered, CacheMetrics.Done);
    }

    public async ValueTask<CacheAddition> AddAsync(CachePolicy policy, string key, ReadOnlyMemory<byte> value, CancellationToken cancellationToken)
    {
        var full = KeyOf(policy, key);
        ThrowIfTooLarge(value);
        var (isAnswered, isAdded) = await AskAsync("add", () => backend.AddAsync(full, value, policy.Lifetime), cancellationToken);
        Count(policy, "add", isAnswered, isAdded ? CacheMetrics.Miss : CacheMetrics.Hit);
        return !isAnswered ? CacheAddition.Bypassed : isAdded ? CacheAddition.Added : CacheAddition.Present;
    }

    public async ValueTask RemoveAsync(CachePolicy policy, string key, CancellationToken cancellationToken)
    {
        var full = KeyOf(policy, key);
        var (isAnswered, _) = await AskAsync("remove", async () => { await backend.RemoveAsync(full); return true; }, cancellationToken);
        Count(policy, "remove", isAnswered, CacheMetrics.Done);
    }

    private static string KeyOf(CachePolicy policy, string key)
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentException.ThrowIfNullOrEmpty(key);
        return key.Length <= ICache.MaxKeyLength ? $"{policy.Name}:{key}" : throw new ArgumentException($"A key has at most {ICache.MaxKeyLength} characters.", nameof(key));
    }

    private static void ThrowIfTooLarge(ReadOnlyMemory<byte> value)
    {
        if (value.Length > ICache.MaxValueBytes)
        {
            throw new ArgumentException($"A value has at most {ICache.MaxValueBytes} bytes: larger ones hold up everybody else's.", nameof(value));
        }
    }

    private void Count(CachePolicy policy, string operation, bool isAnswered, string result) => metrics.Count(policy, operation, isAnswered ? result : CacheMetrics.Bypass);

    private async ValueTask<(bool IsAnswered, T? Answer)> AskAsync<T>(string operation, Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (breaker.IsOpen || !backend.Opening.IsCompleted)
        {
            return default;
        }

        var since = clock.GetTimestamp();
        var asking = ask();
        try
        {
            var answer = await asking.WaitAsync(options.Timeout, clock, cancellationToken);
            breaker.Succeed();
            return (true, answer);
        }
        catch (TimeoutException)
        {
            Abandon(asking);
            breaker.Fail($"it did not answer within {options.Timeout.TotalMilliseconds:0} ms");
            return default;
        }
        catch (StoreUnavailableException exception)
        {
            breaker.Fail(exception.Reason);
            return default;
        }
        catch (OperationCanceledException)
        {
            Abandon(asking);
            throw;
        }
        finally
        {
            metrics.Waited(operation, clock.GetElapsedTime(since));
        }
    }

    /// <summary>Nobody waits for it any more; how it ends is of no interest.</summary>
    private static void Abandon(Task asking) =>
        asking.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
}
