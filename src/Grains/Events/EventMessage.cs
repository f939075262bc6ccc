using System.Text.Json;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Grains.Events;

/// <summary>A domain event on its way to a consumer.</summary>
/// <param name="Id">Unique; an event that comes again has the same.</param>
/// <param name="EntityType">What kind of entity it happened to.</param>
/// <param name="EntityId">Which entity: the stream's key.</param>
/// <param name="Sequence">Grows with every event of the entity, not by one.</param>
/// <param name="Topic">The domain: the stream's namespace.</param>
/// <param name="Type">What happened.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Json">The facts.</param>
[GenerateSerializer, Immutable]
[Alias("sv.EventMessage")]
internal sealed record EventMessage(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string EntityType,
    [property: Id(2)] string EntityId,
    [property: Id(3)] long Sequence,
    [property: Id(4)] string Topic,
    [property: Id(5)] string Type,
    [property: Id(6)] DateTimeOffset OccurredAt,
    [property: Id(7)] string Json)
{
    public static EventMessage Of(OutboxEntry entry) => new(
        entry.Event.Id, entry.EntityType, entry.EntityId, entry.Sequence, entry.Event.Topic, entry.Event.Type, entry.Event.OccurredAt, entry.Event.Data.GetRawText());

    public OutboxEntry ToEntry() => new(EntityType, EntityId, Sequence, new DomainEvent(Id, Topic, Type, OccurredAt, Facts()));

    /// <summary>The facts, read.</summary>
    public JsonElement Facts() => JsonSerializer.Deserialize<JsonElement>(Json);
}
