using System.Diagnostics.Metrics;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Grains.Events;

/// <summary>What an operator watches of domain events. Meter <c>StreamVerse.Events</c>.</summary>
internal sealed class EventMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "StreamVerse.Events";

    private readonly TimeProvider _clock;
    private long _delivered;
    private long _setAside;
    private Measured? _measured;

    public EventMetrics(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        var meter = meters.Create(MeterName);
        meter.CreateObservableGauge("streamverse.events.waiting", () => Known(static (measured, _) => measured.Lag.Unpublished), "{event}", "Events in the outbox that their consumers have not taken yet, in the whole cluster; absent while the store is away.");
        meter.CreateObservableGauge("streamverse.events.oldest", () => Known(Age), "s", "How long the oldest of them has waited; 0 where none waits.");
        meter.CreateObservableGauge("streamverse.events.dead", () => Known(static (measured, _) => measured.DeadLetters), "{event}", "Events that were set aside and wait for somebody to have them replayed, in the whole cluster.");
        meter.CreateObservableCounter("streamverse.events.delivered", () => Interlocked.Read(ref _delivered), "{event}", "Events that this silo brought to all of their consumers.");
        meter.CreateObservableCounter("streamverse.events.set.aside", () => Interlocked.Read(ref _setAside), "{event}", "Events that consumers on this silo could not take and set aside.");
    }

    public void AddDelivered(int count) => Interlocked.Add(ref _delivered, count);

    public void AddSetAside() => Interlocked.Increment(ref _setAside);

    /// <summary>What waits in the stores.</summary>
    public void SetWaiting(OutboxLag lag, long deadLetters) => Volatile.Write(ref _measured, new Measured(lag, deadLetters));

    /// <summary>What waits is not known.</summary>
    public void ForgetWaiting() => Volatile.Write(ref _measured, null);

    private static double Age(Measured measured, DateTimeOffset now) =>
        measured.Lag.OldestStoredAt is { } oldest && now > oldest ? (now - oldest).TotalSeconds : 0;

    private IEnumerable<Measurement<T>> Known<T>(Func<Measured, DateTimeOffset, T> value)
        where T : struct => Volatile.Read(ref _measured) is { } measured ? [new Measurement<T>(value(measured, _clock.GetUtcNow()))] : [];

    private sealed record Measured(OutboxLag Lag, long DeadLetters);
}
