namespace StreamVerse.Storage.Relational.Outbox;

/// <summary>An event's number within its entity: the row's version, then the event's place in that write.</summary>
internal static class OutboxSequence
{
    public const int EventsPerVersion = 1000;

    /// <summary>Grows with every event of an entity, also over the row's deletion; fits until the year 2262.</summary>
    public static long Of(long version, int ordinal) => (version * EventsPerVersion) + ordinal;
}
