using System.Diagnostics.Metrics;

namespace StreamVerse.Grains.Administration;

/// <summary>What an operator watches of the cluster's membership, as this silo sees it. Meter <c>StreamVerse.Cluster</c>.</summary>
/// <param name="meters">Makes meters.</param>
/// <param name="membership">Knows the silos.</param>
internal sealed class ClusterMetrics(IMeterFactory meters, IClusterMembershipService membership) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "StreamVerse.Cluster";

    public void Participate(ISiloLifecycle lifecycle) => meters.Create(MeterName).CreateObservableGauge(
        "streamverse.cluster.silos",
        Count,
        "{silo}",
        "Silos in the membership table by status; dead ones that pile up are rows that nobody clears away.");

    private IEnumerable<Measurement<int>> Count() =>
        membership.CurrentSnapshot.Members.Values
            .GroupBy(static member => member.Status)
            .Select(static group => new Measurement<int>(group.Count(), new KeyValuePair<string, object?>("status", group.Key.ToString())));
}
