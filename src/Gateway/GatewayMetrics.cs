using System.Diagnostics.Metrics;

namespace StreamVerse.Gateway;

/// <summary>What an operator watches of a gateway. Meter <c>StreamVerse.Gateway</c>.</summary>
internal sealed class GatewayMetrics(IMeterFactory meters)
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "StreamVerse.Gateway";

    private readonly Counter<long> _stale = meters.Create(MeterName).CreateCounter<long>(
        "streamverse.gateway.presentation.stale", "{presentation}", "Presentations served by what was known of them, because a store or silo did not answer.");

    public void AddStale() => _stale.Add(1);
}
