using StreamVerse.Cluster.Processes;

namespace StreamVerse.Cluster.Stores;

/// <summary>A store that belongs to the cluster.</summary>
internal interface IClusterStore : IAsyncDisposable
{
    string Name { get; }

    /// <summary>Where it listens, for people.</summary>
    string Address { get; }

    /// <summary>Its processes, the one that answers first.</summary>
    IReadOnlyList<Child> Processes { get; }

    /// <summary>Settings by which programs reach it, by name with colons.</summary>
    IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Makes it where it is not there yet, starts it, and returns when it answers.</summary>
    /// <exception cref="IOException">It cannot be started; says why.</exception>
    Task StartAsync(CancellationToken cancellationToken);

    /// <summary>Asks it something real.</summary>
    /// <exception cref="Exception">It does not answer as it should.</exception>
    Task ProbeAsync(CancellationToken cancellationToken);
}
