namespace StreamVerse.Grains.Abstractions.Administration;

/// <summary>An event that a consumer could not take; also the JSON of <c>GET /v1/admin/dead-letters</c>.</summary>
/// <param name="Id">Names it for the replay.</param>
/// <param name="Consumer">The grain that could not take it: its type and key.</param>
/// <param name="EventId">The event.</param>
/// <param name="Topic">The domain it belongs to.</param>
/// <param name="Type">What happened.</param>
/// <param name="EntityType">What kind of entity it happened to.</param>
/// <param name="EntityId">Which entity.</param>
/// <param name="OccurredAt">When.</param>
/// <param name="Data">The facts, as JSON in a text.</param>
/// <param name="Error">What the consumer said last.</param>
/// <param name="Tries">How often it was tried, replays included.</param>
/// <param name="SetAsideAt">When it was set aside, or last replayed in vain.</param>
[GenerateSerializer, Immutable]
[Alias("sv.DeadLetterView")]
public sealed record DeadLetterView(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string Consumer,
    [property: Id(2)] Guid EventId,
    [property: Id(3)] string Topic,
    [property: Id(4)] string Type,
    [property: Id(5)] string EntityType,
    [property: Id(6)] string EntityId,
    [property: Id(7)] DateTimeOffset OccurredAt,
    [property: Id(8)] string Data,
    [property: Id(9)] string Error,
    [property: Id(10)] int Tries,
    [property: Id(11)] DateTimeOffset SetAsideAt);
