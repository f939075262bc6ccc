using System.Data.Common;
using System.Globalization;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Storage.Relational.Postgres;

internal sealed class PostgresDialect : SqlDialect
{
    public static PostgresDialect Instance { get; } = new();

    // Not now(), which is when the transaction began.
    public override string Now => "clock_timestamp()";

    public override string Greatest => "greatest";

    public override int OutboxBuckets => OutboxBucket.Count;

    // One scan of the index, which leads with the bucket.
    public override string ReadUnpublished { get; } =
        "SELECT id, entity_type, entity_id, sequence, topic, type, occurred_at, data FROM platform.outbox "
        + "WHERE bucket = $1 AND NOT published ORDER BY stored_at, sequence, entity_id LIMIT $2";

    // One look into the index for each, whatever the planner thinks of how many there are.
    public override string ListWaiting { get; } =
        "SELECT b.bucket FROM unnest($1::integer[]) AS b(bucket) CROSS JOIN LATERAL ("
        + "SELECT id FROM platform.outbox WHERE bucket = b.bucket AND NOT published ORDER BY stored_at LIMIT 1) AS o";

    public override string IsUnpublished => "NOT published";

    public override string PurgePublished { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"DELETE FROM platform.outbox WHERE published AND id IN (SELECT o.id "
        + $"FROM generate_series(0, {OutboxBucket.Count - 1}) AS b(bucket) CROSS JOIN LATERAL ("
        + $"SELECT id FROM platform.outbox WHERE bucket = b.bucket AND published AND stored_at < $1 "
        + $"ORDER BY stored_at LIMIT $2) AS o LIMIT $2)");

    public override string Table(string schema, string table) => $"{schema}.{table}";

    public override string Json(string parameter) => parameter;

    public override string UuidIn(string column, string parameter) => $"{column} = ANY({parameter}::uuid[])";

    public override DateTimeOffset ReadTime(DbDataReader reader, int ordinal) => reader.GetFieldValue<DateTimeOffset>(ordinal);
}
