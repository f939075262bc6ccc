namespace StreamVerse.Storage.Relational.Outbox;

/// <summary>An event that waits in the outbox.</summary>
/// <param name="EntityType">What kind of entity it happened to, for example <c>uploads</c>.</param>
/// <param name="EntityId">Which entity: the id of its row.</param>
/// <param name="Sequence">Grows with every event of the entity, not by one. Larger than JavaScript's whole numbers: give it to others as text.</param>
/// <param name="Event">The event.</param>
public sealed record OutboxEntry(string EntityType, string EntityId, long Sequence, DomainEvent Event);
