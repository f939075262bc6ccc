using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using StreamVerse.Gateway.Errors;
using StreamVerse.Grains.Abstractions;

namespace StreamVerse.Gateway.Hosting;

/// <summary>
/// Carries calls across the gap that a dying silo leaves: what can be repeated is called again until the grain has moved
/// to another silo, so that a client sees a slow answer and no error.
/// </summary>
internal sealed partial class RetryFilter(TimeProvider clock, ILogger<RetryFilter> logger) : IOutgoingGrainCallFilter
{
    /// <summary>Longer than a silo that is gone is taken for alive; shorter than anybody waits for a page.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(30);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<MethodInfo, bool> _repeatable = new();

    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        var start = clock.GetTimestamp();
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            try
            {
                await context.Invoke();
                return;
            }
            // Nobody here cancels repeatable calls, so a call that was cancelled was cancelled by a silo.
            catch (Exception exception) when (SiloFaults.MayPass(exception) && IsRepeatable(context.InterfaceMethod) && clock.GetElapsedTime(start) < Patience)
            {
                LogAgain(context.InterfaceName, context.MethodName, exception.Message);
            }

            // Together with others that wait for the same silo, but not at the same instant.
            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), clock);
        }
    }

    private bool IsRepeatable(MethodInfo? method) => method is not null && _repeatable.GetOrAdd(method, static method =>
        method.IsDefined(typeof(RepeatableAttribute), inherit: true) || method.IsDefined(typeof(ReadOnlyAttribute), inherit: true));

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Interface}.{Method} is called again: {Reason}")]
    private partial void LogAgain(string @interface, string method, string reason);
}
