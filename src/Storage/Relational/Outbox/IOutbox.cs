namespace StreamVerse.Storage.Relational.Outbox;

/// <summary>The events that were stored with grain rows, for the relay that publishes them (at least once).</summary>
public interface IOutbox
{
    /// <summary>The most entries of one read.</summary>
    public const int MaxRead = 1000;

    /// <summary>
    /// How many buckets there are, numbered from 0. All events of an entity are in one of them, so each can have a reader
    /// of its own. SQLite, which is for one process, has one.
    /// </summary>
    int Buckets { get; }

    /// <summary>Reads events of a bucket that are not marked as published: those of an entity in order and without a gap, the oldest first.</summary>
    /// <param name="bucket">Which, from 0 to <see cref="Buckets"/> - 1.</param>
    /// <param name="max">At most how many, 1 to <see cref="MaxRead"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<OutboxEntry>> ReadUnpublishedAsync(int bucket, int max, CancellationToken cancellationToken);

    /// <summary>Tells which of some buckets hold events that are not marked as published. One question for all of them, where nearly always none does.</summary>
    /// <param name="buckets">Which, each from 0 to <see cref="Buckets"/> - 1.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<int>> ListWaitingAsync(IReadOnlyCollection<int> buckets, CancellationToken cancellationToken);

    /// <summary>Tells how far the relay is behind.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    Task<OutboxLag> MeasureLagAsync(CancellationToken cancellationToken);

    /// <summary>Marks events as published; those already marked stay so. Durable when it returns.</summary>
    /// <param name="ids">Their ids, at most <see cref="MaxRead"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task MarkPublishedAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);

    /// <summary>Deletes events that are published and were stored before a time, some of them at a time. What is not published is never touched, however old.</summary>
    /// <param name="storedBefore">The time, by the clock of whoever stored them.</param>
    /// <param name="max">At most how many, 1 to <see cref="MaxRead"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>How many were deleted; fewer than <paramref name="max"/> when there are no more.</returns>
    Task<int> PurgePublishedAsync(DateTimeOffset storedBefore, int max, CancellationToken cancellationToken);
}
