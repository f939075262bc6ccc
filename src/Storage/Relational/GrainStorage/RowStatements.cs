using System.Text;

namespace StreamVerse.Storage.Relational.GrainStorage;

/// <summary>
/// The SQL of one grain table. Parameters of a write: <c>$1</c> id, <c>$2</c> new version, <c>$3</c> time,
/// <c>$4</c> write id, <c>$5</c> state, <c>$6</c> and on the promoted columns. A delete has the first three only.
/// </summary>
internal sealed class RowStatements
{
    public const int FirstColumn = 6;

    public RowStatements(GrainTable table, SqlDialect dialect)
    {
        Table = dialect.Table(table.Schema, table.Table);
        EntityType = SqlName.Check(table.EntityType);
        const string Returning = " RETURNING version, updated_at";
        StringBuilder names = new();
        StringBuilder values = new();
        StringBuilder assignments = new();
        for (var index = 0; index < table.Columns.Count; index++)
        {
            var name = table.Columns[index].Name;
            names.Append(", ").Append(name);
            values.Append(", $").Append(FirstColumn + index);
            assignments.Append(", ").Append(name).Append(" = $").Append(FirstColumn + index);
        }

        var json = dialect.Json("$5");
        Insert = $"INSERT INTO {Table} (id, version, updated_at, write_id, data{names}) "
            + $"VALUES ($1, $2, $3, $4, {json}{values}) ON CONFLICT (id) DO NOTHING{Returning}";
        Update = $"UPDATE {Table} SET version = $2, updated_at = {dialect.Greatest}($3, updated_at), write_id = $4, "
            + $"data = {json}{assignments} WHERE id = $1 AND version = $2 - 1{Returning}";
        Delete = $"DELETE FROM {Table} WHERE id = $1 AND version = $2 - 1 "
            + $"RETURNING $2 AS version, {dialect.Greatest}($3, updated_at) AS updated_at";
        Read = $"SELECT version, data FROM {Table} WHERE id = $1";
        ReadVersion = $"SELECT version, write_id FROM {Table} WHERE id = $1";
    }

    public string Table { get; }

    public string EntityType { get; }

    public string Insert { get; }

    public string Update { get; }

    public string Delete { get; }

    public string Read { get; }

    public string ReadVersion { get; }

    public string For(RowChangeKind kind) => kind switch
    {
        RowChangeKind.Insert => Insert,
        RowChangeKind.Update => Update,
        RowChangeKind.Delete => Delete,
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
