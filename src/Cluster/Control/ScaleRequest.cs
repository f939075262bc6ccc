namespace StreamVerse.Cluster.Control;

/// <summary>How many there should be; <see langword="null"/>: as many as now.</summary>
internal sealed record ScaleRequest(int? Silos, int? Workers);
