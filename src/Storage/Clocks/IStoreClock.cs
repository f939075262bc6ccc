namespace StreamVerse.Storage.Clocks;

/// <summary>The clock of the store that all silos share.</summary>
public interface IStoreClock
{
    /// <summary>Compares this machine's clock with it.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>
    /// How far this machine's clock is ahead, negative where it is behind, to within half of a round trip;
    /// <see langword="null"/> where the store took too long for that to say anything.
    /// </returns>
    /// <exception cref="StoreUnavailableException">The store cannot be asked.</exception>
    Task<TimeSpan?> MeasureSkewAsync(CancellationToken cancellationToken);
}
