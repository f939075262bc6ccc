using System.Data.Common;
using System.Text.Json;
using StreamVerse.Storage.Relational.Outbox;
using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Storage.Relational.DeadLetters;

/// <inheritdoc/>
internal sealed class RelationalDeadLetters : IDeadLetters
{
    private const string Columns = "id, consumer, event_id, entity_type, entity_id, sequence, topic, type, occurred_at, data, error, tries, set_aside_at";
    private static readonly TimeOrder Order = new("set_aside_at");

    private readonly IRelationalStore _store;
    private readonly string _put;
    private readonly string _find;
    private readonly string _list;
    private readonly string _count;
    private readonly string _delete;

    public RelationalDeadLetters(IRelationalStore store)
    {
        _store = store;
        var table = store.Dialect.Table("platform", "dead_letters");
        _put = $"INSERT INTO {table} ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) "
            + "ON CONFLICT (id) DO UPDATE SET error = excluded.error, tries = excluded.tries, set_aside_at = excluded.set_aside_at";
        _find = $"SELECT {Columns} FROM {table} WHERE id = $1";
        _list = $"SELECT {Columns} FROM {table} WHERE (set_aside_at, id) < ($1, $2) ORDER BY set_aside_at DESC, id DESC LIMIT $3";
        _count = $"SELECT count(*) FROM {table}";
        _delete = $"DELETE FROM {table} WHERE id = $1";
    }

    public Task PutAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var (entityType, entityId, sequence, @event) = letter.Entry;
        return _store.ExecuteAsync(
            _put,
            [
                Uuid(letter.Id), letter.Consumer, Uuid(@event.Id), entityType, entityId, sequence, @event.Topic, @event.Type,
                @event.OccurredAt, @event.Data.GetRawText(), letter.Error, letter.Tries, letter.SetAsideAt,
            ],
            cancellationToken);
    }

    public async Task<DeadLetter?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        (await _store.QueryAsync(_find, [Uuid(id)], Read, cancellationToken)).FirstOrDefault();

    public async Task<Page<DeadLetter>> ListAsync(int max, string? cursor, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(max, IDeadLetters.MaxRead);
        var (before, beforeId) = Order.After(cursor);
        var found = await _store.QueryAsync(_list, [before, beforeId, (long)max + 1], Read, cancellationToken);
        return Order.Page(found, max, static letter => (letter.SetAsideAt, letter.Id));
    }

    public async Task<long> CountAsync(CancellationToken cancellationToken) =>
        (await _store.QueryAsync(_count, [], static reader => reader.GetInt64(0), cancellationToken))[0];

    public async Task<bool> DeleteAsync(Guid id, CancellationToken cancellationToken) =>
        await _store.ExecuteAsync(_delete, [Uuid(id)], cancellationToken) > 0;

    private static SqlValue Uuid(Guid id) => new(ColumnType.Uuid, id);

    private DeadLetter Read(DbDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetString(1),
        new OutboxEntry(
            reader.GetString(3),
            reader.GetString(4),
            reader.GetInt64(5),
            new DomainEvent(
                reader.GetGuid(2),
                reader.GetString(6),
                reader.GetString(7),
                _store.Dialect.ReadTime(reader, 8),
                JsonSerializer.Deserialize<JsonElement>(reader.GetString(9)))),
        reader.GetString(10),
        (int)reader.GetInt64(11),
        _store.Dialect.ReadTime(reader, 12));
}
