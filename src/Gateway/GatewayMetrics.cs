using System.Diagnostics.Metrics;

namespace StreamVerse.Gateway;

/// <summary>
/// What an operator watches of a gateway. Meter <c>StreamVerse.Gateway</c>. Numbers that are read when somebody asks, and not
/// told at every event: media is served too often for more than an addition, and a counter that shows 0 from the start can be alerted on.
/// </summary>
internal sealed class GatewayMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "StreamVerse.Gateway";

    private long _stale;
    private long _sent;
    private long _documents;
    private long _refusals;
    private long _sessions;
    private long _repeats;

    public GatewayMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        meter.CreateObservableCounter("streamverse.gateway.presentation.stale", () => Interlocked.Read(ref _stale), "{presentation}", "Presentations served by what was known of them, because a store or silo did not answer.");
        meter.CreateObservableCounter("streamverse.gateway.media.sent", () => Interlocked.Read(ref _sent), "By", "Bytes of segments and other stored files sent to players.");
        meter.CreateObservableCounter("streamverse.gateway.playlists", () => Interlocked.Read(ref _documents), "{playlist}", "Playlists and manifests answered.");
        meter.CreateObservableCounter("streamverse.gateway.token.refusals", () => Interlocked.Read(ref _refusals), "{request}", "Requests for media whose token did not hold.");
        meter.CreateObservableCounter("streamverse.gateway.sessions", () => Interlocked.Read(ref _sessions), "{session}", "Playback sessions begun.");
        meter.CreateObservableCounter("streamverse.gateway.calls.repeated", () => Interlocked.Read(ref _repeats), "{call}", "Calls that silos left unanswered and that were made again.");
    }

    public void AddStale() => Interlocked.Increment(ref _stale);

    public void AddSent(long bytes) => Interlocked.Add(ref _sent, bytes);

    public void AddDocument() => Interlocked.Increment(ref _documents);

    public void AddRefusal() => Interlocked.Increment(ref _refusals);

    public void AddSession() => Interlocked.Increment(ref _sessions);

    public void AddRepeat() => Interlocked.Increment(ref _repeats);
}
