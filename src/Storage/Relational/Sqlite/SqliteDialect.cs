using System.Data.Common;

namespace StreamVerse.Storage.Relational.Sqlite;

internal sealed class SqliteDialect : SqlDialect
{
    public static SqliteDialect Instance { get; } = new();

    public override string Greatest => "max";

    // A file belongs to one process, so one reader is enough. The only bucket is 0, which is asked so that both dialects have the same parameters.
    public override int OutboxBuckets => 1;

    public override string ReadUnpublished { get; } =
        "SELECT id, entity_type, entity_id, sequence, topic, type, occurred_at, data FROM platform_outbox "
        + "WHERE published = 0 AND $1 = 0 ORDER BY stored_at, sequence, entity_id LIMIT $2";

    public override string ListWaiting { get; } =
        "SELECT 0 WHERE EXISTS (SELECT 1 FROM platform_outbox WHERE published = 0) AND '0' IN (SELECT value FROM json_each($1))";

    public override string IsUnpublished => "published = 0";

    public override string PurgePublished { get; } =
        "DELETE FROM platform_outbox WHERE published = 1 AND id IN (SELECT id FROM platform_outbox "
        + "WHERE published = 1 AND stored_at < $1 ORDER BY stored_at LIMIT $2)";

    public override string Table(string schema, string table) => $"{schema}_{table}";

    // Bytes are bound as a blob; SQLite takes their UTF-8 for text as it is.
    public override string Json(string parameter) => $"CAST({parameter} AS TEXT)";

    public override string UuidIn(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    public override DateTimeOffset ReadTime(DbDataReader reader, int ordinal) => SqlTime.FromText(reader.GetString(ordinal));
}
