using System.Diagnostics.Metrics;

namespace StreamVerse.Gateway;

/// <summary>What an operator watches of a gateway. Meter <c>StreamVerse.Gateway</c>.</summary>
internal sealed class GatewayMetrics(IMeterFactory meters)
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "StreamVerse.Gateway";

    private readonly Counter<long> _stale = meters.Create(MeterName).CreateCounter<long>(
        "streamverse.gateway.presentation.stale", "{presentation}", "Presentations served by what was known of them, because a store or silo did not answer.");

    private readonly Counter<long> _bytes = meters.Create(MeterName).CreateCounter<long>(
        "streamverse.gateway.media.sent", "By", "Bytes of segments and other stored files sent to players.");

    private readonly Counter<long> _documents = meters.Create(MeterName).CreateCounter<long>(
        "streamverse.gateway.playlists", "{playlist}", "Playlists and manifests answered.");

    private readonly Counter<long> _refusals = meters.Create(MeterName).CreateCounter<long>(
        "streamverse.gateway.token.refusals", "{request}", "Requests for media whose token did not hold.");

    private readonly Counter<long> _sessions = meters.Create(MeterName).CreateCounter<long>(
        "streamverse.gateway.sessions", "{session}", "Playback sessions begun.");

    public void AddStale() => _stale.Add(1);

    public void AddSent(long bytes) => _bytes.Add(bytes);

    public void AddDocument() => _documents.Add(1);

    public void AddRefusal() => _refusals.Add(1);

    public void AddSession() => _sessions.Add(1);
}
