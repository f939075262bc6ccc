using StackExchange.Redis;

namespace StreamVerse.Storage.Cache.Redis;

/// <summary>
/// The cache in Redis or DragonflyDB: GET, SETEX or PSETEX, SET with NX, DEL or UNLINK, PING. Connects in the background and again by
/// itself; while there is no connection, every call fails at once.
/// </summary>
internal sealed class RedisCacheBackend : ICacheBackend, IDisposable
{
    private readonly string _prefix;
    private readonly Task<ConnectionMultiplexer> _connecting;

    /// <summary>Begins to connect.</summary>
    /// <param name="options">Where Redis is.</param>
    public RedisCacheBackend(RedisCacheOptions options)
    {
        _prefix = options.KeyPrefix;
        _connecting = ConnectAsync(RedisSettings.Of(options));
    }

    public Task Opening => _connecting;

    public async Task<ReadOnlyMemory<byte>?> GetAsync(string key) =>
        await AskAsync(_prefix + key, static (redis, name) => redis.StringGetAsync(name)) is { IsNull: false } value ? (ReadOnlyMemory<byte>?)value : null;

    public Task SetAsync(string key, ReadOnlyMemory<byte> value, TimeSpan lifetime) =>
        AskAsync((Key: _prefix + key, value, lifetime), static (redis, call) => redis.StringSetAsync(call.Key, call.value, call.lifetime));

    public Task<bool> AddAsync(string key, ReadOnlyMemory<byte> value, TimeSpan lifetime) =>
        AskAsync((Key: _prefix + key, value, lifetime), static (redis, call) => redis.StringSetAsync(call.Key, call.value, call.lifetime, When.NotExists));

    public Task RemoveAsync(string key) => AskAsync(_prefix + key, static (redis, name) => redis.KeyDeleteAsync(name));

    public Task PingAsync() => AskAsync(false, static (redis, _) => redis.PingAsync());

    /// <inheritdoc/>
    public void Dispose() =>
        _connecting.ContinueWith(static connecting => connecting.Result.Dispose(), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion | TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static async Task<ConnectionMultiplexer> ConnectAsync(ConfigurationOptions settings)
    {
        // Off the caller's thread: names are resolved, and sockets opened, in part synchronously.
        await Task.Yield();
        return await ConnectionMultiplexer.ConnectAsync(settings);
    }

    private async Task<T> AskAsync<TState, T>(TState state, Func<IDatabaseAsync, TState, Task<T>> ask)
    {
        try
        {
            return await ask((await _connecting).GetDatabase(), state);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException or ObjectDisposedException || _connecting.IsFaulted)
        {
            var reason = RedisFaults.ReasonOf(exception);
            throw new StoreUnavailableException("cache", RedisCacheOptions.ConfigurationSetting, reason, exception) { MayPass = reason != RedisFaults.Refused };
        }
    }
}
