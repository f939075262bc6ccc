using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Storage.Relational.DeadLetters;

/// <summary>An event that a consumer could not take, set aside so that later ones go on.</summary>
/// <param name="Id">Its id: always the same for this event and this consumer.</param>
/// <param name="Consumer">The grain that could not take it, as Orleans writes grain ids.</param>
/// <param name="Entry">The event.</param>
/// <param name="Error">What the consumer said last, in one line.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="SetAsideAt">When it was set aside, or last tried after that.</param>
public sealed record DeadLetter(Guid Id, string Consumer, OutboxEntry Entry, string Error, int Tries, DateTimeOffset SetAsideAt);
