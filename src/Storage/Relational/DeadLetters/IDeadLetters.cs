using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Storage.Relational.DeadLetters;

/// <summary>Events that were set aside, until somebody has them replayed.</summary>
public interface IDeadLetters
{
    /// <summary>The most entries of one read.</summary>
    public const int MaxRead = 200;

    /// <summary>Stores one; the same event and consumer again replaces error, tries and time. Durable when it returns.</summary>
    /// <param name="letter">The event.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task PutAsync(DeadLetter letter, CancellationToken cancellationToken);

    /// <summary>Finds one.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Null where there is none.</returns>
    Task<DeadLetter?> FindAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Lists them, those set aside last first.</summary>
    /// <param name="max">At most how many, 1 to <see cref="MaxRead"/>.</param>
    /// <param name="cursor">Where the last page ended, or null to begin.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidCursorException">The cursor is not one of this list's.</exception>
    Task<Page<DeadLetter>> ListAsync(int max, string? cursor, CancellationToken cancellationToken);

    /// <summary>Counts them.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<long> CountAsync(CancellationToken cancellationToken);

    /// <summary>Deletes one. Durable when it returns.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>False where there is none.</returns>
    Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken);
}
