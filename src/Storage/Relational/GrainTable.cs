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

    /// <summary>Columns that hold single values of the state.</summary>
    public IReadOnlyList<PromotedColumn> Columns => _columns;

    private protected void AddColumn(PromotedColumn column) => _columns.Add(column);
}
