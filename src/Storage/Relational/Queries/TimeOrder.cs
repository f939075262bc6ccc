namespace StreamVerse.Storage.Relational.Queries;

/// <summary>Pages of a table that is read from the latest row to the earliest; rows of one time by their ids.</summary>
/// <param name="column">The column of the time.</param>
internal sealed class TimeOrder(string column)
{
    /// <summary>Later than every row, and a time that both databases have.</summary>
    private static readonly DateTimeOffset End = new(9999, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly RowQuery _query = new() { OrderBy = column, Descending = true };

    /// <summary>The time and id that a page's rows lie before.</summary>
    /// <exception cref="InvalidCursorException">The cursor is not one of this list's.</exception>
    public (SqlValue Time, SqlValue Id) After(string? cursor)
    {
        if (cursor is null)
        {
            return (End, new SqlValue(ColumnType.Uuid, Guid.Empty));
        }

        var last = RowCursor.Decode(cursor, _query);
        return Guid.TryParse(last.Id, out var id)
            ? (last.Parse(ColumnType.Timestamp), new SqlValue(ColumnType.Uuid, id))
            : throw new InvalidCursorException();
    }

    /// <summary>A page of rows, of which one more than asked for was read, to know whether there is another.</summary>
    public Page<T> Page<T>(List<T> found, int max, Func<T, (DateTimeOffset Time, Guid Id)> place)
    {
        if (found.Count <= max)
        {
            return new Page<T>(found, null);
        }

        var (time, id) = place(found[max - 1]);
        return new Page<T>(found[..max], new RowCursor(column, Descending: true, SqlTime.ToText(time), id.ToString("D")).Encode());
    }
}
