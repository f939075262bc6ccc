using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace StreamVerse.Storage.Health;

/// <summary>
/// What the log says of stores that are away: one warning when one goes, one a minute while it is missed, one line when
/// it is back, whatever the number of callers that fail meanwhile. See <c>docs/decisions/stores-that-are-away.md</c>.
/// </summary>
/// <param name="stores">The stores of this process; they are asked whether they are back.</param>
/// <param name="symptoms">What failures of other processes' stores look like here.</param>
/// <param name="clock">The clock.</param>
/// <param name="logger">The log.</param>
public sealed partial class StoreOutages(IEnumerable<IStoreHealth> stores, IEnumerable<OutageSymptom> symptoms, TimeProvider clock, ILogger<StoreOutages> logger) : IDisposable
{
    /// <summary>How long nothing is said of a store after something was.</summary>
    public static readonly TimeSpan ReminderInterval = TimeSpan.FromMinutes(1);

    /// <summary>How often a store that is away is asked whether it is back.</summary>
    public static readonly TimeSpan ProbeInterval = TimeSpan.FromSeconds(5);

    // A store may answer the probe and still fail everything else; one without room answers always.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan QuietAfterFull = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Recurrence> _outages = new();
    private readonly Recurrence _elsewhere = new(clock, ReminderInterval);
    private readonly CancellationTokenSource _end = new();

    /// <summary>Takes note of a failure.</summary>
    /// <param name="exception">The failure.</param>
    /// <returns>Whether it comes of a store and has been said here, so that nothing more is to be said.</returns>
    public bool Note(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);
        if (StoreUnavailableException.FindIn(exception) is { } fault)
        {
            Note(fault);
            return true;
        }

        return IsSymptom(exception) && IsSaidElsewhere();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private void Note(StoreUnavailableException fault)
    {
        var outage = _outages.GetOrAdd(fault.Store, _ => new Recurrence(clock, ReminderInterval));
        if (!outage.Happens(out var isFirst, out var unsaid))
        {
            return;
        }

        if (isFirst)
        {
            LogUnavailable(fault.Message);
            _ = WatchAsync(fault.Store, outage, fault.IsOutOfSpace ? QuietAfterFull : Quiet, _end.Token);
        }
        else
        {
            LogStillUnavailable(fault.Message, unsaid);
        }
    }

    private bool IsSymptom(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (symptoms.Any(symptom => symptom.IsOfStore(exception)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Where the store is one of this process, its failure was noted when it was met; where not, one in a while is said.</summary>
    private bool IsSaidElsewhere()
    {
        if (_outages.Values.Any(static outage => outage.GoesOn))
        {
            return true;
        }

        _elsewhere.TryEnd(ReminderInterval, out _, out _);
        if (!_elsewhere.Happens(out _, out var unsaid))
        {
            return true;
        }

        if (unsaid > 0)
        {
            LogUnsaid(unsaid);
        }

        return false;
    }

    private async Task WatchAsync(string store, Recurrence outage, TimeSpan quiet, CancellationToken cancellationToken)
    {
        var health = stores.FirstOrDefault(health => health.Store == store);
        try
        {
            while (true)
            {
                await Task.Delay(ProbeInterval, clock, cancellationToken);
                if ((health is null || await AnswersAsync(health, cancellationToken)) && outage.TryEnd(quiet, out var duration, out var count))
                {
                    LogBack(store, (long)duration.TotalSeconds, count);
                    return;
                }
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The process ends before the outage does.
        }
    }

    private async Task<bool> AnswersAsync(IStoreHealth health, CancellationToken cancellationToken)
    {
        try
        {
            await health.ProbeAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogStillSilent(exception, health.Store);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault} What needs it fails until it is back.")]
    private partial void LogUnavailable(string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Fault} {Unsaid} more failures for want of it were not logged.")]
    private partial void LogStillUnavailable(string fault, long unsaid);

    [LoggerMessage(Level = LogLevel.Information, Message = "The {Store} is back after {Seconds} s and {Count} failures.")]
    private partial void LogBack(string store, long seconds, long count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Unsaid} more failures for want of a store of another process were not logged.")]
    private partial void LogUnsaid(long unsaid);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The {Store} is still away.")]
    private partial void LogStillSilent(Exception exception, string store);
}
