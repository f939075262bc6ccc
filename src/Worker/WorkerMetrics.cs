using System.Diagnostics.Metrics;

namespace StreamVerse.Worker;

/// <summary>What an operator watches of a worker. Meter <c>StreamVerse.Worker</c>.</summary>
internal sealed class WorkerMetrics(IMeterFactory meters)
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "StreamVerse.Worker";

    private readonly Counter<long> _fetched = meters.Create(MeterName).CreateCounter<long>("streamverse.worker.source.fetched", "By", "Bytes of sources fetched from the object store.");

    private readonly UpDownCounter<long> _scratch = meters.Create(MeterName).CreateUpDownCounter<long>("streamverse.worker.scratch.used", "By", "Bytes of the scratch disk that sources have and items at hand may need.");

    private readonly UpDownCounter<int> _running = meters.Create(MeterName).CreateUpDownCounter<int>("streamverse.worker.items.running", "{item}", "Items of work being done now.");

    private readonly Histogram<double> _duration = meters.Create(MeterName).CreateHistogram<double>(
        "streamverse.worker.item.duration", "s", "How long items took, by kind and by how they ended.", advice: new() { HistogramBucketBoundaries = [0.5, 1, 2, 5, 10, 20, 40, 80, 160, 320, 640] });

    public void AddFetched(long bytes) => _fetched.Add(bytes);

    public void AddScratch(long bytes) => _scratch.Add(bytes);

    public void ItemBegins() => _running.Add(1);

    public void ItemEnds(string kind, string outcome, TimeSpan took)
    {
        _running.Add(-1);
        _duration.Record(took.TotalSeconds, new("kind", kind), new("outcome", outcome));
    }
}
