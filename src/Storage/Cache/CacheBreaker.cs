using Microsoft.Extensions.Logging;
using StreamVerse.Storage.Cache.Redis;

namespace StreamVerse.Storage.Cache;

/// <summary>
/// Takes a cache for away after a few failures in a row; from then on only this object asks it, now and then, and no
/// request pays for finding out whether it is back. The log has one line when it goes and one when it is back; and one
/// between them where it went by being slow and turns out to refuse, which no waiting mends.
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
            _ = WaitUntilBackAsync(reason, _end.Token);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task WaitUntilBackAsync(string told, CancellationToken cancellationToken)
    {
        var since = clock.GetTimestamp();
        try
        {
            await Task.Delay(options.ProbeInterval, clock, cancellationToken);
            while (await FindFaultAsync(cancellationToken) is { } fault)
            {
                if (fault.MayPass || fault.Reason == told)
                {
                    LogStillAway(fault.Reason);
                }
                else
                {
                    told = fault.Reason;
                    LogAway(RedisCacheOptions.ConfigurationSetting, told);
                }

                await Task.Delay(options.ProbeInterval, clock, cancellationToken);
            }
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

    /// <summary>Asks it. Answers why it is not back; <see langword="null"/> where it is.</summary>
    private async Task<(string Reason, bool MayPass)?> FindFaultAsync(CancellationToken cancellationToken)
    {
        var ping = backend.PingAsync();
        try
        {
            // One that is back but slow is not back.
            await ping.WaitAsync(options.Timeout, clock, cancellationToken);
            return null;
        }
        catch (StoreUnavailableException exception)
        {
            return (exception.Reason, exception.MayPass);
        }
        catch (TimeoutException)
        {
            _ = ping.ContinueWith(static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return ("it does not answer in time", true);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The cache (setting {Setting}) is not available: {Reason}. It is bypassed until it is back: answers may be slower, none is lost.")]
    private partial void LogAway(string setting, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "The cache is back after {Seconds} s.")]
    private partial void LogBack(long seconds);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The cache is still away: {Reason}")]
    private partial void LogStillAway(string reason);
}
