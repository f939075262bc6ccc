namespace StreamVerse.Cluster.Control;

/// <summary>What is alive in the silos, as a gateway tells of it (<c>GET /v1/admin/activations</c>).</summary>
/// <param name="Silos">Addresses of the silos that were counted.</param>
/// <param name="Grains">Kinds of grains, those with most activations first.</param>
internal sealed record ActivationsEntry(IReadOnlyList<string> Silos, IReadOnlyList<GrainEntry> Grains);
