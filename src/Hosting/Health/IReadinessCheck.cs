namespace StreamVerse.Hosting.Health;

/// <summary>Something without which this process cannot serve. The stores are one; a host may add others.</summary>
public interface IReadinessCheck
{
    /// <summary>What it is, after "the": named where no answer comes in time.</summary>
    string Subject { get; }

    /// <summary>Looks whether it is there; cheap, as orchestrators ask every few seconds.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong, for people; nothing where all is well.</returns>
    Task<IReadOnlyList<string>> FindFaultsAsync(CancellationToken cancellationToken);
}
