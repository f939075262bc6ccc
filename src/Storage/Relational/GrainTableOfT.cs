namespace StreamVerse.Storage.Relational;

/// <summary>
/// How one kind of grain state lies in its table: one grain, one row. Derive once per state type, call
/// <see cref="Promote"/> in the constructor, and register it with <c>AddGrainTable</c>. The table itself comes from a
/// migration and has the columns <c>id text primary key</c>, the promoted ones, <c>version bigint</c>,
/// <c>updated_at</c> and <c>data</c> (the whole state as JSON).
/// </summary>
/// <typeparam name="TState">The state, written by System.Text.Json.</typeparam>
/// <param name="schema">The schema, for example <c>content</c>. SQLite has no schemas: the table there is <c>content_uploads</c>.</param>
/// <param name="table">The table, for example <c>uploads</c>.</param>
public abstract class GrainTable<TState>(string schema, string table) : GrainTable(schema, table, typeof(TState))
    where TState : class
{
    /// <summary>Gives a value of the state a column of its own, so that it can be queried and indexed.</summary>
    /// <param name="column">The column's name.</param>
    /// <param name="type">The column's type.</param>
    /// <param name="read">Takes the value from the state.</param>
    protected void Promote(string column, ColumnType type, Func<TState, object?> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        AddColumn(new PromotedColumn(column, type, state => read((TState)state)));
    }
}
