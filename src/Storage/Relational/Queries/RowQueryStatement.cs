namespace StreamVerse.Storage.Relational.Queries;

/// <summary>A list's SQL. Names are those of promoted columns only; values are parameters.</summary>
internal sealed record RowQueryStatement(string Sql, IReadOnlyList<SqlValue> Parameters, PromotedColumn? Order)
{
    public static RowQueryStatement Build(RowQuery query, GrainTable table, string name, string columns)
    {
        List<string> conditions = [];
        List<SqlValue> parameters = [];
        foreach (var (column, value) in query.Equal)
        {
            var promoted = Find(table, column);
            conditions.Add(value is null ? $"{column} IS NULL" : $"{column} = {Add(new SqlValue(promoted.Type, value))}");
        }

        if (query.BeforeColumn is { } before)
        {
            if (Find(table, before).Type != ColumnType.Timestamp)
            {
                throw new ArgumentException($"{name}.{before} is no timestamp.", nameof(query));
            }

            conditions.Add($"{before} < {Add(query.BeforeTime)}");
        }

        var order = query.OrderBy is { } orderBy ? Find(table, orderBy) : null;
        if (order is not null)
        {
            conditions.Add($"{order.Name} IS NOT NULL");
        }

        var comparison = query.Descending ? "<" : ">";
        if (query.Cursor is not null)
        {
            var cursor = RowCursor.Decode(query.Cursor, query);
            conditions.Add(order is null
                ? $"id {comparison} {Add(cursor.Id)}"
                : $"({order.Name}, id) {comparison} ({Add(cursor.Parse(order.Type))}, {Add(cursor.Id)})");
        }

        var direction = query.Descending ? " DESC" : " ASC";
        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);
        var sorting = order is null ? $"id{direction}" : $"{order.Name}{direction}, id{direction}";
        var sorted = order is null ? "" : $", {order.Name}";
        var sql = $"SELECT {columns}{sorted} FROM {name}{where} ORDER BY {sorting} LIMIT {Add((long)query.Limit + 1)}";
        return new RowQueryStatement(sql, parameters, order);

        string Add(SqlValue value)
        {
            parameters.Add(value);
            return $"${parameters.Count}";
        }
    }

    public static RowQueryStatement BuildSum(string column, IReadOnlyDictionary<string, object?> equal, GrainTable table, string name)
    {
        if (Find(table, column).Type != ColumnType.BigInt)
        {
            throw new ArgumentException($"{name}.{column} is no whole number.", nameof(column));
        }

        List<SqlValue> parameters = [];
        var conditions = equal.Select(condition =>
        {
            var promoted = Find(table, condition.Key);
            parameters.Add(new SqlValue(promoted.Type, condition.Value));
            return $"{condition.Key} = ${parameters.Count}";
        }).ToList();
        var where = conditions.Count == 0 ? "" : " WHERE " + string.Join(" AND ", conditions);

        // PostgreSQL adds bigints up to a numeric; both dialects give a bigint this way.
        return new RowQueryStatement($"SELECT CAST(COALESCE(SUM({column}), 0) AS bigint) FROM {name}{where}", parameters, null);
    }

    private static PromotedColumn Find(GrainTable table, string column)
    {
        var promoted = table.Columns.FirstOrDefault(candidate => candidate.Name == column)
            ?? throw new ArgumentException($"{table.Schema}.{table.Table} has no promoted column '{column}'.", nameof(column));
        return promoted.Type == ColumnType.TextArray
            ? throw new ArgumentException($"{table.Schema}.{table.Table}.{column} is a list; it can be neither compared nor sorted by.", nameof(column))
            : promoted;
    }
}
