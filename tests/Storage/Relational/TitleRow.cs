using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Storage.Tests.Relational;

/// <summary>A state with columns and events.</summary>
public sealed class TitleRow : IRaisesEvents
{
    private readonly List<DomainEvent> _events = [];

    public Guid OrgId { get; set; }

    public string? Title { get; set; }

    public List<string> Genres { get; set; } = [];

    public TitleRowState State { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public IReadOnlyList<DomainEvent> PendingEvents => _events;

    public void Raise(DomainEvent @event) => _events.Add(@event);

    public void ClearEvents() => _events.Clear();
}
