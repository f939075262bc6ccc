using System.Data.Common;
using System.Globalization;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Storage.Relational.Postgres;

internal sealed class PostgresDialect : SqlDialect
{
    public static PostgresDialect Instance { get; } = new();

    public override string Greatest => "greatest";

    // One short index scan a bucket, merged: the index is spread over tablets by the bucket.
    public override string ReadUnpublished { get; } = string.Create(
        CultureInfo.InvariantCulture,
        $"SELECT o.id, o.entity_type, o.entity_id, o.sequence, o.topic, o.type, o.occurred_at, o.data "
        + $"FROM generate_series(0, {OutboxBucket.Count - 1}) AS b(bucket) CROSS JOIN LATERAL ("
        + $"SELECT * FROM platform.outbox WHERE bucket = b.bucket AND NOT published "
        + $"ORDER BY stored_at, sequence, entity_id LIMIT $1) AS o ORDER BY o.stored_at, o.sequence, o.entity_id LIMIT $1");

    public override string ReadUnpublishedOfBuckets { get; } =
        "SELECT o.id, o.entity_type, o.entity_id, o.sequence, o.topic, o.type, o.occurred_at, o.data "
        + "FROM unnest($1::int[]) AS b(bucket) CROSS JOIN LATERAL ("
        + "SELECT * FROM platform.outbox WHERE bucket = b.bucket AND NOT published AND entity_id <> ALL($2) "
        + "ORDER BY stored_at, sequence, entity_id LIMIT $3) AS o ORDER BY o.stored_at, o.sequence, o.entity_id";

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
