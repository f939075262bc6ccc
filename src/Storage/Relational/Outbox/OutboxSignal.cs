namespace StreamVerse.Storage.Relational.Outbox;

/// <summary>Tells this process' relay that an event was stored, so that it need not wait for its next look. A hint, no more: other processes' events do not come by here.</summary>
public sealed class OutboxSignal
{
    /// <summary>Events were stored. Handlers must be quick and must not throw.</summary>
    public event Action? Stored;

    internal void Raise() => Stored?.Invoke();
}
