namespace StreamVerse.Cluster.Programs;

/// <summary>Names that an operator may use: those of <c>cluster status</c>, and the three kinds for all of a kind.</summary>
internal sealed class MemberNames(IReadOnlyList<string> silos, IReadOnlyList<string> gateways, IReadOnlyList<string> workers)
{
    /// <summary>All silos.</summary>
    public const string Silos = "silos";

    private const string Gateways = "gateways";
    private const string Workers = "workers";
    private const string Hyphen = "-";

    private IEnumerable<string> All => [.. silos, .. gateways, .. workers];

    /// <summary>What is wrong with names, for people; <see langword="null"/> when they are right.</summary>
    public string? FindFault(IReadOnlyList<string> asked) => asked.FirstOrDefault(name => !Find(name).Any()) is { } stranger
        ? $"'{stranger}' cannot be restarted; there are {string.Join(", ", All)}; and {Silos}, {Gateways}, {Workers} for each of a kind in turn."
        : null;

    /// <summary>The processes meant, each once, in the order asked for.</summary>
    public IReadOnlyList<string> Resolve(IReadOnlyList<string> asked) => [.. asked.SelectMany(Find).Distinct()];

    private IEnumerable<string> Find(string name) => name switch
    {
        Silos => silos,
        Gateways => gateways,
        Workers => workers,
        _ => All.Where(known => Plain(known) == Plain(name)),
    };

    /// <summary>silo1 is silo-1: it is clear what is meant.</summary>
    private static string Plain(string name) => name.Replace(Hyphen, "", StringComparison.Ordinal);
}
