using System.Text.Json;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Grains.Events;

/// <summary>Domain events that a state has raised and the storage has not yet written.</summary>
internal sealed class EventList
{
    private readonly List<DomainEvent> _pending = [];

    public IReadOnlyList<DomainEvent> Pending => _pending;

    public void Add(string topic, string type, DateTimeOffset at, object facts) =>
        _pending.Add(new DomainEvent(Guid.CreateVersion7(at), topic, type, at, JsonSerializer.SerializeToElement(facts, JsonSerializerOptions.Web)));

    public void Clear() => _pending.Clear();
}
