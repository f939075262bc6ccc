namespace StreamVerse.Gateway.Administration;

/// <summary>What is alive in the control cluster: the answer of <c>GET /v1/admin/activations</c>.</summary>
/// <param name="Silos">The active silos' addresses, in order.</param>
/// <param name="Grains">Kinds of grains that have activations, those with most first.</param>
internal sealed record ActivationReport(IReadOnlyList<string> Silos, IReadOnlyList<GrainActivations> Grains);
