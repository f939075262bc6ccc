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

    /// <summary>Marks events as published; those already marked stay so. Durable when it returns.</summary>
    /// <param name="ids">Their ids, at most <see cref="MaxRead"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task MarkPublishedAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken);
}
