namespace StreamVerse.Storage.Relational.Outbox;

/// <summary>
/// A grain state that has events to publish. The storage writes them to the outbox in the same transaction as the
/// state, numbered by the row's version, and calls <see cref="ClearEvents"/> after the commit.
/// </summary>
public interface IRaisesEvents
{
    /// <summary>Events not yet stored, oldest first. Not part of the stored state.</summary>
    IReadOnlyList<DomainEvent> PendingEvents { get; }

    /// <summary>Forgets the pending events: they are stored.</summary>
    void ClearEvents();
}
