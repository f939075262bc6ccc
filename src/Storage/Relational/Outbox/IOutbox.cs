namespace StreamVerse.Storage.Relational.Outbox;

/// <summary>The events that were stored with grain rows, for the relay that publishes them (at least once).</summary>
public interface IOutbox
{
    /// <summary>The most entries of one read.</summary>
    public const int MaxRead = 1000;

    /// <summary>Reads events that are not marked as published: those of an entity in order and without a gap, the oldest first.</summary>
    /// <param name="max">At most how many, 1 to <see cref="MaxRead"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<OutboxEntry>> ReadUnpublishedAsync(int max, CancellationToken cancellationToken);

    /// <summary>Reads events of some buckets that are not marked as published: those of an entity in order and without a gap.</summary>
    /// <param name="buckets">Which (<see cref="OutboxBucket"/>).</param>
    /// <param name="withoutEntities">Ids of entities whose events are left out.</param>
    /// <param name="maxPerBucket">At most how many of a bucket, the oldest ones, 1 to <see cref="MaxRead"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<OutboxEntry>> ReadUnpublishedAsync(
        IReadOnlyCollection<int> buckets, IReadOnlyCollection<string> withoutEntities, int maxPerBucket, CancellationToken cancellationToken);

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
