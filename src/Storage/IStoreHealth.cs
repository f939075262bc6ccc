namespace StreamVerse.Storage;

/// <summary>Says whether a store can do its work now; every registered one has a part in <c>/health/ready</c>.</summary>
public interface IStoreHealth
{
    /// <summary>Which store, for people: <c>object store</c>, <c>relational store</c>.</summary>
    string Store { get; }

    /// <summary>The configuration key that says where it is.</summary>
    string Setting { get; }

    /// <summary>Returns when the store answered and is fit for use: reachable, its tables there, writable.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreUnavailableException">It is not; the message names the store and the setting.</exception>
    Task ProbeAsync(CancellationToken cancellationToken);
}
