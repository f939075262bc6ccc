using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using StreamVerse.Storage.Clocks;

namespace StreamVerse.Worker.Tests;

internal static class TestMetrics
{
    public static WorkerMetrics Create() => new(Factory());

    public static IMeterFactory Factory() => new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>();

    public static ClockSkew CreateSkew(IMeterFactory meters, TimeProvider clock) => new(meters, clock, NullLogger<ClockSkew>.Instance);

    /// <summary>What a factory's gauge shows now.</summary>
    public static IReadOnlyList<double> Read(IMeterFactory meters, string gauge)
    {
        List<double> shown = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, all) =>
        {
            if (instrument.Name == gauge && ReferenceEquals(instrument.Meter.Scope, meters))
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
