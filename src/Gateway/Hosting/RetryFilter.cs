using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.ExceptionServices;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using StreamVerse.Gateway.Errors;
using StreamVerse.Grains.Abstractions;

namespace StreamVerse.Gateway.Hosting;

/// <summary>
/// Carries calls across the gap that a dying silo leaves: what can be repeated is called again until the grain has moved
/// to another silo, so that a client sees a slow answer and no error.
/// </summary>
internal sealed partial class RetryFilter(GatewayMetrics metrics, TimeProvider clock, ILogger<RetryFilter> logger) : IOutgoingGrainCallFilter, IDisposable
{
    /// <summary>Longer than a silo that is gone is taken for alive; shorter than anybody waits for a page.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Calls that are made again at once, all others wait for their turn. Silos that are behind would otherwise get each
    /// call again and again while the first one still waits in their queues, fall behind further, and not come back when
    /// what held them up is over.
    /// </summary>
    internal const int MostRepeats = 16;

    private const int MostWaiting = 10_000;

    /// <summary>
    /// Calls that are made for the first time at once, for the same reason: what waits here costs silos nothing and never
    /// comes too late, what waits in their queues has run out when its turn comes. Some tens of milliseconds of a silo each.
    /// </summary>
    internal static readonly int MostFirst = 16 * Environment.ProcessorCount;

    private readonly ConcurrentDictionary<MethodInfo, bool> _repeatable = new();
    private readonly ConcurrencyLimiter _first = new(new ConcurrencyLimiterOptions { PermitLimit = MostFirst, QueueLimit = MostWaiting });
    private readonly ConcurrencyLimiter _repeats = new(new ConcurrencyLimiterOptions { PermitLimit = MostRepeats, QueueLimit = MostWaiting });

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        if (!IsRepeatable(context.InterfaceMethod))
        {
            await context.Invoke();
            return;
        }

        var start = clock.GetTimestamp();
        ExceptionDispatchInfo? failure = null;
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            using (await TakeTurnAsync(failure is null ? _first : _repeats, Patience - clock.GetElapsedTime(start), failure))
            {
                try
                {
                    await context.Invoke();
                    return;
                }
                // Nobody here cancels repeatable calls, so a call that was cancelled was cancelled by a silo.
                catch (Exception exception) when (SiloFaults.MayPass(exception) && clock.GetElapsedTime(start) < Patience)
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                    metrics.AddRepeat();
                    LogAgain(context.InterfaceName, context.MethodName, exception.Message);
                }
            }

            // Together with others that wait for the same silo, but not at the same instant.
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), clock);
        }
    }

    public void Dispose()
    {
        _first.Dispose();
        _repeats.Dispose();
    }

    /// <summary>Waits until the call may be made.</summary>
    /// <exception cref="Exception">Its last failure, or a <see cref="TimeoutException"/>, where that takes longer than anybody waits.</exception>
    private async ValueTask<RateLimitLease> TakeTurnAsync(ConcurrencyLimiter line, TimeSpan patience, ExceptionDispatchInfo? failure)
    {
        var turn = line.AttemptAcquire();
        if (!turn.IsAcquired)
        {
            using var limit = new CancellationTokenSource(patience > TimeSpan.Zero ? patience : TimeSpan.Zero, clock);
            try
            {
                turn = await line.AcquireAsync(permitCount: 1, limit.Token);
            }
            catch (OperationCanceledException) when (limit.IsCancellationRequested)
            {
                // As if there had been no room in the line: below.
            }
        }

        if (!turn.IsAcquired)
        {
            failure?.Throw();
            throw new TimeoutException("More calls wait for silos than they answer in time.");
        }

        return turn;
    }

    private bool IsRepeatable(MethodInfo? method) => method is not null && _repeatable.GetOrAdd(method, static method =>
        method.IsDefined(typeof(RepeatableAttribute), inherit: true) || method.IsDefined(typeof(ReadOnlyAttribute), inherit: true));

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Interface}.{Method} is called again: {Reason}")]
    private partial void LogAgain(string @interface, string method, string reason);
}
