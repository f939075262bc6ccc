namespace StreamVerse.Storage.Relational.Outbox;

/// <summary>How far the relay is behind.</summary>
/// <param name="Unpublished">How many events wait.</param>
/// <param name="OldestStoredAt">When the oldest of them was stored, by the clock of whoever stored it; null when none waits.</param>
public sealed record OutboxLag(long Unpublished, DateTimeOffset? OldestStoredAt);
