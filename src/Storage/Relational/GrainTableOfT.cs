using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using StreamVerse.Storage.Relational.GrainStorage;

namespace StreamVerse.Storage.Relational;

/// <summary>
/// How one kind of grain state lies in its table: one grain, one row. Derive once per state type, call
/// <see cref="Promote"/> in the constructor, and register it with <c>AddGrainTable</c>. The table itself comes from a
/// migration and has the columns <c>id text primary key</c> (the grain's key as Orleans writes it), the promoted ones,
/// <c>version bigint</c>, <c>write_id uuid</c>, <c>updated_at</c> and <c>data</c> (the whole state as JSON).
/// </summary>
/// <remarks>
/// A row's first version is the Unix time in microseconds of its first write, each later one is one more: a row that was
/// deleted and made anew never has the version, or the event numbers, of its former life. Grains of two classes must not
/// share a table unless their keys never meet.
/// </remarks>
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

    internal sealed override GrainRows CreateRows(SqlDialect dialect, JsonSerializerOptions json, IServiceProvider services) =>
        new GrainRows<TState>(this, dialect, json, services.GetService<IStateUpgrader<TState>>());
}
