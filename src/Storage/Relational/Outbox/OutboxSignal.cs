namespace StreamVerse.Storage.Relational.Outbox;

/// <summary>Tells this process' relay that an event was stored, so that it need not wait for its next look. A hint, no more: other processes' events do not come by here.</summary>
public sealed class OutboxSignal
{
    /// <summary>Events were stored, in the given bucket of <see cref="IOutbox.Buckets"/>. Handlers must be quick and must not throw.</summary>
    public event Action<int>? Stored;

    /// <summary>Tells of events that were stored.</summary>
    /// <param name="bucket">The bucket that they are in.</param>
    public void Raise(int bucket) => Stored?.Invoke(bucket);
}
