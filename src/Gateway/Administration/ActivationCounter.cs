namespace StreamVerse.Gateway.Administration;

/// <summary>Adds up what silos say of their activations.</summary>
internal static class ActivationCounter
{
    /// <summary>Grains that Orleans itself needs are of no interest to who runs StreamVerse.</summary>
    private const string Ours = "StreamVerse.";

    public static ActivationReport Report(IEnumerable<SiloAddress> silos, IEnumerable<SimpleGrainStatistic> statistics) => new(
        [.. silos.Select(AddressOf).Order(StringComparer.Ordinal)],
        [.. statistics
            .Where(static one => one.ActivationCount > 0 && one.GrainType.StartsWith(Ours, StringComparison.Ordinal))
            .GroupBy(static one => NameOf(one.GrainType), StringComparer.Ordinal)
            .Select(static kind => new GrainActivations(
                kind.Key,
                kind.Sum(static one => one.ActivationCount),
                kind.GroupBy(static one => AddressOf(one.SiloAddress), StringComparer.Ordinal).OrderBy(static silo => silo.Key, StringComparer.Ordinal).ToDictionary(static silo => silo.Key, static silo => silo.Sum(static one => one.ActivationCount))))
            .OrderByDescending(static kind => kind.Total)
            .ThenBy(static kind => kind.Type, StringComparer.Ordinal)]);

    /// <summary><c>StreamVerse.Grains.Catalog.TitleGrain,StreamVerse.Grains</c> is a <c>TitleGrain</c>.</summary>
    private static string NameOf(string type) => type.Split(',')[0].Split('.')[^1];

    private static string AddressOf(SiloAddress silo) => silo.Endpoint.ToString();
}
