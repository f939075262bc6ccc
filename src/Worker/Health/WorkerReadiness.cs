using System.Diagnostics.Metrics;
using StreamVerse.Hosting.Health;

namespace StreamVerse.Worker.Health;

/// <summary>
/// Whether a worker of its own can take work: a gateway answers it, its encoders are proven, its scratch disk has room.
/// Each part knows that from its own work, so that asking costs nothing.
/// </summary>
internal sealed class WorkerReadiness : IReadinessCheck
{
    private readonly IReadOnlyList<IWorkerPart> _parts;

    /// <param name="parts">What it consists of.</param>
    /// <param name="meters">Makes the metric of it.</param>
    public WorkerReadiness(IEnumerable<IWorkerPart> parts, IMeterFactory meters)
    {
        _parts = [.. parts];
        meters.Create(WorkerMetrics.MeterName).CreateObservableGauge("streamverse.worker.ready", () => Faults.Any() ? 0 : 1, null, "1 while the worker can take work, else 0; /health/ready says what is missing.");
    }

    public string Subject => "worker";

    private IEnumerable<string> Faults => _parts.Select(static part => part.FindFault()).OfType<string>();

    public Task<IReadOnlyList<string>> FindFaultsAsync(CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<string>>([.. Faults]);
}
