using System.Text.Json;
using StreamVerse.Storage.Relational.GrainStorage;

namespace StreamVerse.Storage.Relational;

/// <summary>The part of <see cref="GrainTable{TState}"/> that does not know the state's type.</summary>
public abstract class GrainTable
{
    private readonly List<PromotedColumn> _columns = [];

    /// <summary>Describes the table of one state type.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="table">The table.</param>
    /// <param name="stateType">The state's type.</param>
    /// <exception cref="ArgumentException">A name is not made of lower-case letters, digits and underscores.</exception>
    protected GrainTable(string schema, string table, Type stateType)
    {
        Schema = SqlName.Check(schema);
        Table = SqlName.Check(table);
        StateType = stateType;
    }

    /// <summary>The schema.</summary>
    public string Schema { get; }

    /// <summary>The table.</summary>
    public string Table { get; }

    /// <summary>The state's type.</summary>
    public Type StateType { get; }

    /// <summary>What the outbox calls such an entity: lower-case letters, digits and underscores. Default: the table's name.</summary>
    public virtual string EntityType => Table;

    /// <summary>Columns that hold single values of the state.</summary>
    public IReadOnlyList<PromotedColumn> Columns => _columns;

    /// <summary>The row's id; the grain's key unless several states share a table.</summary>
    internal virtual string RowId(string stateName, GrainId grainId) => grainId.Key.ToString()!;

    /// <summary>Whether several states share the table.</summary>
    internal virtual bool IsShared => false;

    internal abstract GrainRows CreateRows(SqlDialect dialect, JsonSerializerOptions json, IServiceProvider services);

    private protected void AddColumn(PromotedColumn column)
    {
        if (_columns.Exists(existing => existing.Name == column.Name))
        {
            throw new ArgumentException($"{Schema}.{Table} has a column '{column.Name}' already.", nameof(column));
        }

        _columns.Add(column);
    }
}
