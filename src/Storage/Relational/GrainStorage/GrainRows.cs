using System.Text.Json;

namespace StreamVerse.Storage.Relational.GrainStorage;

/// <summary>All that reading and writing rows of one state type needs.</summary>
internal abstract class GrainRows(GrainTable table, SqlDialect dialect)
{
    public GrainTable Table => table;

    public RowStatements Statements { get; } = new(table, dialect);
}

/// <inheritdoc/>
internal sealed class GrainRows<TState>(GrainTable table, SqlDialect dialect, JsonSerializerOptions json, IStateUpgrader<TState>? upgrader)
    : GrainRows(table, dialect)
{
    public StateCodec<TState> Codec { get; } = new(json, upgrader);

    public SqlValue[] ReadColumns(TState state)
    {
        var values = new SqlValue[Table.Columns.Count];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = new SqlValue(Table.Columns[index].Type, Table.Columns[index].Read(state!));
        }

        return values;
    }
}
