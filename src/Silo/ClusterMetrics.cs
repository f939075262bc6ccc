using System.Diagnostics.Metrics;

namespace StreamVerse.Silo;

/// <summary>What an operator watches of the cluster's membership, as this silo sees it. Meter <c>StreamVerse.Cluster</c>.</summary>
internal sealed class ClusterMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "StreamVerse.Cluster";

    private readonly IClusterMembershipService _membership;

    public ClusterMetrics(IMeterFactory meters, IClusterMembershipService membership)
    {
        _membership = membership;
        meters.Create(MeterName).CreateObservableGauge(
            "streamverse.cluster.silos",
            Count,
            "{silo}",
            "Silos in the membership table by status; dead ones that pile up are rows that nobody clears away.");
    }

    private IEnumerable<Measurement<int>> Count() =>
        _membership.CurrentSnapshot.Members.Values
            .GroupBy(static member => member.Status)
            .Select(static group => new Measurement<int>(group.Count(), new KeyValuePair<string, object?>("status", group.Key.ToString())));
}
