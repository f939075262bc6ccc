using StreamVerse.Storage.Relational.GrainStorage;

namespace StreamVerse.Storage.Relational.Queries;

/// <inheritdoc/>
internal sealed class RowQueries(IRelationalStore store, GrainTableRegistry registry) : IRowQueries
{
    public async Task<RowPage<TState>> ListAsync<TState>(RowQuery query, CancellationToken cancellationToken)
        where TState : class
    {
        ThrowIfOutOfRange(query);
        var rows = registry.For<TState>();
        var statement = RowQueryStatement.Build(query, rows.Table, rows.Statements.Table, "id, version, data");
        var found = await store.QueryAsync(
            statement.Sql,
            statement.Parameters,
            reader => (
                Id: reader.GetString(0),
                Version: reader.GetInt64(1),
                Data: reader.GetFieldValue<byte[]>(2),
                Sorted: statement.Order is null ? null : RowCursor.Read(reader, 3, statement.Order.Type, store.Dialect)),
            cancellationToken);

        // One row more than asked for tells whether there is another page.
        var hasMore = found.Count > query.Limit;
        var page = hasMore ? found[..query.Limit] : found;
        var next = hasMore ? new RowCursor(query.OrderBy, query.Descending, page[^1].Sorted, page[^1].Id).Encode() : null;
        return new RowPage<TState>(
            page.ConvertAll(row => new StoredRow<TState>(
                row.Id, row.Version, rows.Codec.Read(row.Data, $"{rows.Statements.Table} row '{row.Id}'"))),
            next);
    }

    public async Task<IdPage> ListIdsAsync<TState>(RowQuery query, CancellationToken cancellationToken)
        where TState : class
    {
        ThrowIfOutOfRange(query);
        var rows = registry.For<TState>();
        var statement = RowQueryStatement.Build(query, rows.Table, rows.Statements.Table, "id");
        var found = await store.QueryAsync(
            statement.Sql,
            statement.Parameters,
            reader => (Id: reader.GetString(0), Sorted: statement.Order is null ? null : RowCursor.Read(reader, 1, statement.Order.Type, store.Dialect)),
            cancellationToken);
        var hasMore = found.Count > query.Limit;
        var page = hasMore ? found[..query.Limit] : found;
        return new IdPage(
            page.ConvertAll(row => row.Id),
            hasMore ? new RowCursor(query.OrderBy, query.Descending, page[^1].Sorted, page[^1].Id).Encode() : null);
    }

    public async Task<long> SumAsync<TState>(string column, IReadOnlyDictionary<string, object?> equal, CancellationToken cancellationToken)
        where TState : class
    {
        ArgumentNullException.ThrowIfNull(equal);
        var rows = registry.For<TState>();
        var statement = RowQueryStatement.BuildSum(column, equal, rows.Table, rows.Statements.Table);
        var found = await store.QueryAsync(statement.Sql, statement.Parameters, reader => reader.GetInt64(0), cancellationToken);
        return found[0];
    }

    private static void ThrowIfOutOfRange(RowQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, RowQuery.MaxLimit, nameof(query));
    }
}
