using System.Data.Common;

namespace StreamVerse.Storage.Relational.Reminders;

/// <summary>Orleans' reminders in the relational store. An ETag is new with every upsert.</summary>
internal sealed class RelationalReminderTable : IReminderTable
{
    private readonly IRelationalStore _store;
    private readonly ReminderStatements _sql;

    public RelationalReminderTable(IRelationalStore store)
    {
        _store = store;
        _sql = new ReminderStatements(store.Dialect);
    }

    public Task<ReminderTableData> ReadRows(GrainId grainId) => ReadRows(grainId, CancellationToken.None);

    public async Task<ReminderTableData> ReadRows(GrainId grainId, CancellationToken cancellationToken) =>
        new(await _store.QueryAsync(_sql.ReadGrain, [grainId.ToString()], Read, cancellationToken));

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => ReadRows(begin, end, CancellationToken.None);

    /// <summary>Ranges of the hash ring: after <paramref name="begin"/> up to and with <paramref name="end"/>; the whole ring when both are the same.</summary>
    public async Task<ReminderTableData> ReadRows(uint begin, uint end, CancellationToken cancellationToken) =>
        new(await _store.QueryAsync(begin < end ? _sql.ReadRange : _sql.ReadWrappedRange, [begin, end], Read, cancellationToken));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => ReadRow(grainId, reminderName, CancellationToken.None);

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName, CancellationToken cancellationToken)
    {
        var found = await _store.QueryAsync(_sql.ReadOne, [grainId.ToString(), reminderName], Read, cancellationToken);
        return found.Count == 0 ? null : found[0];
    }

    public Task<string?> UpsertRow(ReminderEntry entry) => UpsertRow(entry, CancellationToken.None);

    public async Task<string?> UpsertRow(ReminderEntry entry, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var etag = Guid.NewGuid().ToString("N");
        DateTimeOffset startAt = new(DateTime.SpecifyKind(entry.StartAt, DateTimeKind.Utc));
        await _store.ExecuteAsync(
            _sql.Upsert,
            [entry.GrainId.ToString(), entry.ReminderName, entry.GrainId.GetUniformHashCode(), startAt, entry.Period.Ticks, etag],
            cancellationToken);
        return etag;
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        RemoveRow(grainId, reminderName, eTag, CancellationToken.None);

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag, CancellationToken cancellationToken) =>
        await _store.ExecuteAsync(_sql.Remove, [grainId.ToString(), reminderName, eTag], cancellationToken) > 0;

    public Task TestOnlyClearTable() => TestOnlyClearTable(CancellationToken.None);

    public Task TestOnlyClearTable(CancellationToken cancellationToken) => _store.ExecuteAsync(_sql.Clear, [], cancellationToken);

    private ReminderEntry Read(DbDataReader reader) => new()
    {
        GrainId = GrainId.Parse(reader.GetString(0)),
        ReminderName = reader.GetString(1),
        StartAt = _store.Dialect.ReadTime(reader, 2).UtcDateTime,
        Period = TimeSpan.FromTicks(reader.GetInt64(3)),
        ETag = reader.GetString(4),
    };
}
