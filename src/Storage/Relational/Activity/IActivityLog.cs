using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Storage.Relational.Activity;

/// <summary>What happened to the titles of all tenants, as far back as it is kept.</summary>
public interface IActivityLog
{
    /// <summary>The most entries of one read or purge.</summary>
    public const int MaxRead = 1000;

    /// <summary>Stores an entry; one that is there already stays as it is. Durable when it returns.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task AddAsync(ActivityEntry entry, CancellationToken cancellationToken);

    /// <summary>Reads a page of a tenant's entries, the newest first.</summary>
    /// <param name="orgId">The tenant.</param>
    /// <param name="max">At most how many, 1 to <see cref="MaxRead"/>.</param>
    /// <param name="cursor">Where the last page ended, or null to begin.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidCursorException">The cursor is not one of this list's.</exception>
    Task<Page<ActivityEntry>> ListAsync(Guid orgId, int max, string? cursor, CancellationToken cancellationToken);

    /// <summary>Deletes entries of what happened before a time, some of them at a time.</summary>
    /// <param name="occurredBefore">The time.</param>
    /// <param name="max">At most how many, 1 to <see cref="MaxRead"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were deleted; fewer than <paramref name="max"/> when there are no more.</returns>
    Task<int> PurgeAsync(DateTimeOffset occurredBefore, int max, CancellationToken cancellationToken);
}
