using System.Text.Json;

namespace StreamVerse.Storage.Relational.Outbox;

/// <summary>Something that happened to an entity, for others to know; stored in the same transaction as the state that it changed.</summary>
/// <param name="Id">Unique id; a consumer that saw it ignores it (CloudEvents <c>id</c>).</param>
/// <param name="Topic">The domain it belongs to, for example <c>catalog</c>.</param>
/// <param name="Type">What happened, for example <c>title.published</c> (CloudEvents <c>type</c>).</param>
/// <param name="OccurredAt">When (CloudEvents <c>time</c>).</param>
/// <param name="Data">The facts.</param>
public sealed record DomainEvent(Guid Id, string Topic, string Type, DateTimeOffset OccurredAt, JsonElement Data);
