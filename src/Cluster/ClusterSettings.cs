namespace StreamVerse.Cluster;

/// <summary>What <c>cluster up</c> was asked for.</summary>
/// <param name="Port">Where the first gateway listens; the others take the next ports.</param>
/// <param name="Silos">How many silos.</param>
/// <param name="Gateways">How many gateways.</param>
/// <param name="Workers">How many workers.</param>
/// <param name="WebPath">Folder of the built web page; <see langword="null"/> where there is none.</param>
internal sealed record ClusterSettings(int Port, int Silos, int Gateways, int Workers, string? WebPath);
