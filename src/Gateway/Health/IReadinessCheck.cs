namespace StreamVerse.Gateway.Health;

/// <summary>Something without which this gateway cannot serve. A host registers one for each of its stores.</summary>
public interface IReadinessCheck
{
    /// <summary>Looks whether it is there; cheap, as orchestrators ask every few seconds.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong, for people, or <see langword="null"/>.</returns>
    Task<string?> FindFaultAsync(CancellationToken cancellationToken);
}
