using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using StreamVerse.Grains.Events;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Grains.Tests.Events;

/// <summary>What operators see of events.</summary>
public sealed class EventMetricsTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly FakeTimeProvider _clock = new();
    private readonly MeterListener _listener = new();
    private readonly Dictionary<string, double> _shown = [];
    private readonly EventMetrics _metrics;

    public EventMetricsTests()
    {
        var meters = _services.GetRequiredService<IMeterFactory>();
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == EventMetrics.MeterName && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _shown[instrument.Name] = value);
        _listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => _shown[instrument.Name] = value);
        _listener.Start();
        _metrics = new EventMetrics(meters, _clock);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    [Fact]
    public void Show_NothingMeasuredYet_HasCountersOnly() =>
        Assert.Equal(new Dictionary<string, double> { ["streamverse.events.delivered"] = 0, ["streamverse.events.set.aside"] = 0 }, Show());

    [Fact]
    public void Show_EventsWait_TellsHowManyAndForHowLong()
    {
        _metrics.AddDelivered(5);
        _metrics.AddSetAside();
        _metrics.SetWaiting(new OutboxLag(3, _clock.GetUtcNow().AddSeconds(-40)), 2);
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(
            new Dictionary<string, double>
            {
                ["streamverse.events.waiting"] = 3,
                ["streamverse.events.oldest"] = 42,
                ["streamverse.events.dead"] = 2,
                ["streamverse.events.delivered"] = 5,
                ["streamverse.events.set.aside"] = 1,
            },
            Show());
    }

    [Fact]
    public void Show_NoneWaits_TheAgeIsZero()
    {
        _metrics.SetWaiting(new OutboxLag(0, null), 0);
        Assert.Equal(0, Show()["streamverse.events.oldest"]);
    }

    [Fact]
    public void Show_StoreWentAway_TheOldFigureIsGone()
    {
        _metrics.SetWaiting(new OutboxLag(3, null), 0);
        _metrics.ForgetWaiting();
        Assert.DoesNotContain("streamverse.events.waiting", Show().Keys);
    }

    private Dictionary<string, double> Show()
    {
        _shown.Clear();
        _listener.RecordObservableInstruments();
        return _shown;
    }
}
