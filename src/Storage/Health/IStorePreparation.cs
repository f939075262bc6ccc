namespace StreamVerse.Storage.Health;

/// <summary>What a store needs before anything may use it: its tables, its buckets. Every registered one is done by <see cref="StoreGate"/>.</summary>
public interface IStorePreparation
{
    /// <summary>Which store, for people.</summary>
    string Store { get; }

    /// <summary>Prepares the store; doing it again does no harm.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="StoreUnavailableException">It cannot be; <see cref="StoreUnavailableException.MayPass"/> says whether later it might.</exception>
    Task PrepareAsync(CancellationToken cancellationToken);
}
