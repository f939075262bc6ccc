using System.Text.Json.Nodes;

namespace StreamVerse.Cluster.Control;

/// <summary>What <c>cluster status --json</c> prints.</summary>
/// <param name="State"><c>starting</c>, <c>running</c> or <c>stopping</c>.</param>
/// <param name="Pid">The supervisor's process.</param>
/// <param name="Data">Where everything is kept.</param>
/// <param name="UptimeSeconds">How long the supervisor has run.</param>
/// <param name="Silos">The silos.</param>
/// <param name="Gateways">The gateways.</param>
/// <param name="Workers">The workers.</param>
/// <param name="Stores">The stores.</param>
/// <param name="Grains">What is alive in the silos.</param>
/// <param name="Fleet">What there is to encode, and who does it: as the gateway says it (<c>GET /v1/admin/fleet</c>).</param>
internal sealed record ClusterStatus(
    string State,
    int Pid,
    string Data,
    double UptimeSeconds,
    IReadOnlyList<SiloStatusEntry> Silos,
    IReadOnlyList<ProgramStatusEntry> Gateways,
    IReadOnlyList<ProgramStatusEntry> Workers,
    IReadOnlyList<StoreStatusEntry> Stores,
    Inside<ActivationsEntry> Grains,
    Inside<JsonObject> Fleet);
