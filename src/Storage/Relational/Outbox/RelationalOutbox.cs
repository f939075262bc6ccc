using System.Data.Common;
using System.Globalization;
using System.Text.Json;

namespace StreamVerse.Storage.Relational.Outbox;

/// <inheritdoc/>
internal sealed class RelationalOutbox(IRelationalStore store) : IOutbox
{
    private readonly string _markPublished =
        $"UPDATE {store.Dialect.Table("platform", "outbox")} SET published = $2 WHERE {store.Dialect.UuidIn("id", "$1")}";

    private readonly string _measureLag =
        $"SELECT count(*), min(stored_at) FROM {store.Dialect.Table("platform", "outbox")} WHERE {store.Dialect.IsUnpublished}";

    public int Buckets => store.Dialect.OutboxBuckets;

    public async Task<IReadOnlyList<OutboxEntry>> ReadUnpublishedAsync(int bucket, int max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bucket);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bucket, Buckets);
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, IOutbox.MaxRead);
        return await store.QueryAsync(store.Dialect.ReadUnpublished, [bucket, max], Read, cancellationToken);
    }

    public async Task<IReadOnlyList<int>> ListWaitingAsync(IReadOnlyCollection<int> buckets, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(buckets);
        SqlValue numbers = new(ColumnType.TextArray, buckets.Select(static bucket => bucket.ToString(CultureInfo.InvariantCulture)).ToArray());
        return await store.QueryAsync(store.Dialect.ListWaiting, [numbers], static reader => reader.GetInt32(0), cancellationToken);
    }

    public async Task<OutboxLag> MeasureLagAsync(CancellationToken cancellationToken) =>
        (await store.QueryAsync(
            _measureLag, [], reader => new OutboxLag(reader.GetInt64(0), reader.IsDBNull(1) ? null : store.Dialect.ReadTime(reader, 1)), cancellationToken))[0];

    public async Task MarkPublishedAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(ids.Count, IOutbox.MaxRead, nameof(ids));
        if (ids.Count > 0)
        {
            SqlValue texts = new(ColumnType.TextArray, ids.Select(id => id.ToString("D")).ToArray());
            await store.ExecuteAsync(_markPublished, [texts, new SqlValue(ColumnType.Boolean, true)], cancellationToken);
        }
    }

    public Task<int> PurgePublishedAsync(DateTimeOffset storedBefore, int max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, IOutbox.MaxRead);
        return store.ExecuteAsync(store.Dialect.PurgePublished, [storedBefore, max], cancellationToken);
    }

    private OutboxEntry Read(DbDataReader reader) => new(
        reader.GetString(1),
        reader.GetString(2),
        reader.GetInt64(3),
        new DomainEvent(
            reader.GetGuid(0),
            reader.GetString(4),
            reader.GetString(5),
            store.Dialect.ReadTime(reader, 6),
            JsonSerializer.Deserialize<JsonElement>(reader.GetString(7))));
}
