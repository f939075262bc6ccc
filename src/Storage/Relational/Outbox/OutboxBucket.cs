namespace StreamVerse.Storage.Relational.Outbox;

/// <summary>
/// Which of a few parts of the outbox an entity's events are in. The index of unpublished events leads with it, so that
/// YugabyteDB, which hashes an index's first column, does not put all new events on one tablet.
/// </summary>
internal static class OutboxBucket
{
    public const int Count = 16;

    /// <summary>FNV-1a over the id; stored, so it must never change.</summary>
    public static int Of(string entityId)
    {
        var hash = 2166136261u;
        foreach (var character in entityId)
        {
            hash = (hash ^ character) * 16777619u;
        }

        // FNV's low bits are its weak ones.
        return (int)((hash ^ (hash >> 16)) % Count);
    }
}
