using System.Data.Common;
using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Storage.Relational.Activity;

/// <inheritdoc/>
internal sealed class RelationalActivityLog : IActivityLog
{
    private const string Columns = "id, org_id, title_id, title, kind, code, message, occurred_at";
    private static readonly TimeOrder Order = new("occurred_at");

    private readonly IRelationalStore _store;
    private readonly string _add;
    private readonly string _list;
    private readonly string _purge;

    public RelationalActivityLog(IRelationalStore store)
    {
        _store = store;
        var table = store.Dialect.Table("content", "activity");
        _add = $"INSERT INTO {table} ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING";
        _list = $"SELECT {Columns} FROM {table} WHERE org_id = $1 AND (occurred_at, id) < ($2, $3) ORDER BY occurred_at DESC, id DESC LIMIT $4";
        _purge = $"DELETE FROM {table} WHERE id IN (SELECT id FROM {table} WHERE occurred_at < $1 ORDER BY occurred_at LIMIT $2)";
    }

    public Task AddAsync(ActivityEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return _store.ExecuteAsync(
            _add,
            [
                new(ColumnType.Uuid, entry.Id), new(ColumnType.Uuid, entry.OrgId), new(ColumnType.Uuid, entry.TitleId), new(ColumnType.Text, entry.Title),
                entry.Kind, new(ColumnType.Text, entry.Code), new(ColumnType.Text, entry.Message), entry.OccurredAt,
            ],
            cancellationToken);
    }

    public async Task<Page<ActivityEntry>> ListAsync(Guid orgId, int max, string? cursor, CancellationToken cancellationToken)
    {
        ThrowIfOutOfRange(max);
        var (before, beforeId) = Order.After(cursor);
        var found = await _store.QueryAsync(_list, [new(ColumnType.Uuid, orgId), before, beforeId, (long)max + 1], Read, cancellationToken);
        return Order.Page(found, max, static entry => (entry.OccurredAt, entry.Id));
    }

    public Task<int> PurgeAsync(DateTimeOffset occurredBefore, int max, CancellationToken cancellationToken)
    {
        ThrowIfOutOfRange(max);
        return _store.ExecuteAsync(_purge, [occurredBefore, max], cancellationToken);
    }

    private static void ThrowIfOutOfRange(int max)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, IActivityLog.MaxRead);
    }

    private static string? Text(DbDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    private ActivityEntry Read(DbDataReader reader) => new(
        reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2), Text(reader, 3), reader.GetString(4), Text(reader, 5), Text(reader, 6), _store.Dialect.ReadTime(reader, 7));
}
