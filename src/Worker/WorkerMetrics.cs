using System.Diagnostics.Metrics;

namespace StreamVerse.Worker;

/// <summary>What an operator watches of a worker. Meter <c>StreamVerse.Worker</c>.</summary>
internal sealed class WorkerMetrics(IMeterFactory meters)
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "StreamVerse.Worker";

    private readonly Counter<long> _fetched = meters.Create(MeterName).CreateCounter<long>("streamverse.worker.source.fetched", "By", "Bytes of sources fetched from the object store.");

    public void AddFetched(long bytes) => _fetched.Add(bytes);
}
