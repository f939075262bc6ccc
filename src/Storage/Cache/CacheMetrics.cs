using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace StreamVerse.Storage.Cache;

/// <summary>What an operator watches of the cache. Meter <c>StreamVerse.Cache</c>.</summary>
internal sealed class CacheMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "StreamVerse.Cache";

    public const string Hit = "hit";
    public const string Miss = "miss";
    public const string Done = "done";
    public const string Bypass = "bypass";

    private readonly Counter<long> _requests;
    private readonly Histogram<double> _duration;

    public CacheMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _requests = meter.CreateCounter<long>(
            "streamverse.cache.requests", "{request}", "Requests to the cache by kind, operation (get, set, add, remove) and result: hit, miss (of gets and adds), done, bypass (the cache was away or too slow).");
        _duration = meter.CreateHistogram<double>(
            "streamverse.cache.duration", "s", "How long requests waited for the cache, by operation; those that did not wait are not counted.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.0002, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.5] });
    }

    public void Count(CachePolicy policy, string operation, string result) =>
        _requests.Add(1, new TagList { { "kind", policy.Name }, { "operation", operation }, { "result", result } });

    public void Waited(string operation, TimeSpan time) => _duration.Record(time.TotalSeconds, new KeyValuePair<string, object?>("operation", operation));
}
