using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using StreamVerse.Worker.Health;

namespace StreamVerse.Worker.Tests.Health;

/// <summary>What /health/ready and the metric say of a worker's parts.</summary>
public sealed class WorkerReadinessTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly IWorkerPart _part = Substitute.For<IWorkerPart>();
    private readonly IWorkerPart _other = Substitute.For<IWorkerPart>();

    public void Dispose() => _services.Dispose();

    [Fact]
    public async Task FindFaults_PartsComeAndGo_AreToldAndMeasured()
    {
        WorkerReadiness readiness = new([_part, _other], _services.GetRequiredService<IMeterFactory>());
        List<int> measured = [];
        using MeterListener listener = new();
        listener.InstrumentPublished = (instrument, all) =>
        {
            if (instrument.Name == "streamverse.worker.ready")
            {
                all.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((_, value, _, _) => measured.Add(value));
        listener.Start();

        _part.FindFault().Returns("There is no ffmpeg.");
        _other.FindFault().Returns((string?)null);
        Assert.Equal(["There is no ffmpeg."], await readiness.FindFaultsAsync(TestContext.Current.CancellationToken));
        listener.RecordObservableInstruments();

        _part.FindFault().Returns((string?)null);
        Assert.Empty(await readiness.FindFaultsAsync(TestContext.Current.CancellationToken));
        listener.RecordObservableInstruments();
        Assert.Equal([0, 1], measured);
    }
}
