using Microsoft.Extensions.Logging;
using StreamVerse.Storage.Cache.Redis;

namespace StreamVerse.Storage.Cache;

/// <summary>
/// Takes a cache for away after a few failures in a row; from then on only this object asks it, now and then, and no
/// request pays for finding out whether it is back. The log has one line when it goes and one when it is back.
/// </summary>
/// <param name="backend">The cache.</param>
/// <param name="options">How patient to be.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">The log.</param>
internal sealed partial class CacheBreaker(ICacheBackend backend, RedisCacheOptions options, TimeProvider clock, ILogger<CacheBreaker> logger) : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private int _failures;
    private int _isOpen;

    /// <summary>Whether the cache is away, and not to be asked.</summary>
    public bool IsOpen => Volatile.Read(ref _isOpen) != 0;

    /// <summary>The cache has answered.</summary>
    public void Succeed()
    {
        if (Volatile.Read(ref _failures) != 0)
        {
            Volatile.Write(ref _failures, 0);
        }
    }

    /// <summary>The cache has not answered.</summary>
    /// <param name="reason">Why, for people.</param>
    public void Fail(string reason)
    {
        if (Interlocked.Increment(ref _failures) >= options.FailuresToBypass && Interlocked.Exchange(ref _isOpen, 1) == 0)
        {
            LogAway(RedisCacheOptions.ConfigurationSetting, reason);
            _ = WaitUntilBackAsync(_end.Token);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task WaitUntilBackAsync(CancellationToken cancellationToken)
    {
        var since = clock.GetTimestamp();
        try
        {
            do
            {
                await Task.Delay(options.ProbeInterval, clock, cancellationToken);
            }
            while (!await AnswersAsync(cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // The process ends before the cache is back.
            return;
        }

        var seconds = (long)clock.GetElapsedTime(since).TotalSeconds;
        Volatile.Write(ref _failures, 0);
        Volatile.Write(ref _isOpen, 0);
        LogBack(seconds);
    }

    private async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        var ping = backend.PingAsync();
        try
        {
            // One that is back but slow is not back.
            await ping.WaitAsync(options.Timeout, clock, cancellationToken);
            return true;
        }
        catch (StoreUnavailableException exception)
        {
            LogStillAway(exception.Reason);
            return false;
        }
        catch (TimeoutException)
        {
            _ = ping.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            LogStillAway("it does not answer in time");
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cache (setting {Setting}) is not available: {Reason}. It is bypassed until it is back: answers may be slower, none is lost.")]
    private partial void LogAway(string setting, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The cache is back after {Seconds} s.")]
    private partial void LogBack(long seconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The cache is still away: {Reason}")]
    private partial void LogStillAway(string reason);
}
