using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using StreamVerse.Storage.Clocks;
using StreamVerse.Storage.Tests.Cache;

namespace StreamVerse.Storage.Tests.Clocks;

public sealed class ClockSkewTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new();
    private readonly LogLines _log = new();
    private readonly ServiceProvider _services;
    private readonly ClockSkew _skew;

    public ClockSkewTests()
    {
        ServiceCollection services = new();
        services.AddMetrics();
        services.AddLogging(logging => logging.AddProvider(_log));
        services.AddSingleton<TimeProvider>(_clock);
        services.AddSingleton<ClockSkew>();
        _services = services.BuildServiceProvider();
        _skew = _services.GetRequiredService<ClockSkew>();
    }

    [Fact]
    public void Note_AheadOrBehind_IsShownInSecondsWithItsSign()
    {
        Assert.Empty(Shown());
        _skew.Note("relational store", TimeSpan.FromSeconds(1.5));
        Assert.Equal([1.5], Shown());
        _skew.Note("relational store", TimeSpan.FromSeconds(-2));
        Assert.Equal([-2], Shown());
        _skew.Forget();
        Assert.Empty(Shown());
        Assert.Empty(_log.Lines);
    }

    [Fact]
    public void Note_TooFar_IsToldOnceAMinuteAndWhenItIsRightAgain()
    {
        _skew.Note("relational store", ClockSkew.Limit + TimeSpan.FromSeconds(1));
        Assert.StartsWith("Warning: This machine's clock is 6 s ahead of that of the relational store.", Assert.Single(_log.Lines), StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromSeconds(59));
        _skew.Note("relational store", ClockSkew.Limit + TimeSpan.FromSeconds(1));
        Assert.Single(_log.Lines);

        _clock.Advance(TimeSpan.FromSeconds(1));
        _skew.Note("relational store", TimeSpan.FromHours(-1));
        Assert.StartsWith("Warning: This machine's clock is 3600 s behind that of", _log.Lines.Last(), StringComparison.Ordinal);
        _skew.Note("relational store", TimeSpan.FromSeconds(0.2));
        _skew.Note("relational store", TimeSpan.FromSeconds(0.3));
        Assert.Equal(3, _log.Lines.Count());
        Assert.StartsWith("Information: This machine's clock agrees", _log.Lines.Last(), StringComparison.Ordinal);
    }

    public void Dispose() => _services.Dispose();

    private List<double> Shown()
    {
        List<double> shown = [];
        var meters = _services.GetRequiredService<IMeterFactory>();
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, all) =>
        {
            // Other tests' instruments have the same name, and factories of their own.
            if (instrument.Name == "streamverse.clock.skew" && ReferenceEquals(instrument.Meter.Scope, meters))
            {
                all.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<double>((_, value, _, _) => shown.Add(value));
        listener.Start();
        listener.RecordObservableInstruments();
        return shown;
    }
}
