using System.Text.Json.Serialization;
using StreamVerse.Grains.Events;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Grains.Tests.Events;

/// <summary>A state whose only purpose is to raise events.</summary>
public sealed class ProbeRecord : IRaisesEvents
{
    public const string Topic = "probe";

    private readonly EventList _events = new();

    public int Raised { get; set; }

    [JsonIgnore]
    public IReadOnlyList<DomainEvent> PendingEvents => _events.Pending;

    public void ClearEvents() => _events.Clear();

    public void Raise(DateTimeOffset at) => _events.Add(Topic, "probe.raised", at, new { number = Raised++ });
}
