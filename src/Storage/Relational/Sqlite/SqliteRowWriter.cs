using Microsoft.Data.Sqlite;
using StreamVerse.Storage.Relational.GrainStorage;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Storage.Relational.Sqlite;

/// <summary>Runs a row's change and its events inside the writer's transaction.</summary>
internal static class SqliteRowWriter
{
    private const string InsertEvent =
        "INSERT INTO platform_outbox (id, entity_type, entity_id, sequence, topic, type, occurred_at, data, stored_at) "
        + "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    /// <returns>False when the row was not in the expected version.</returns>
    public static bool Write(SqliteSession session, RowChange change)
    {
        if (WriteRow(session, change) is not { } storedAt)
        {
            return false;
        }

        for (var ordinal = 0; ordinal < change.Events.Count; ordinal++)
        {
            var @event = change.Events[ordinal];
            session.Execute(InsertEvent,
            [
                new(ColumnType.Uuid, @event.Id), change.Statements.EntityType, change.Id, OutboxSequence.Of(change.Version, ordinal),
                @event.Topic, @event.Type, @event.OccurredAt, @event.Data.GetRawText(), storedAt,
            ]);
        }

        return true;
    }

    /// <returns>The row's time, or null when it was not in the expected version.</returns>
    private static string? WriteRow(SqliteSession session, RowChange change)
    {
        var isDelete = change.Kind == RowChangeKind.Delete;
        var command = session.Prepare(
            change.Statements.For(change.Kind), isDelete ? 3 : RowStatements.FirstColumn - 1 + change.Columns.Count);
        Set(command, 1, change.Id);
        Set(command, 2, change.Version);
        Set(command, 3, SqlTime.ToText(change.At));
        if (!isDelete)
        {
            Set(command, 4, change.WriteId.ToString("D"));
            Set(command, 5, change.Data.ToArray());
            for (var index = 0; index < change.Columns.Count; index++)
            {
                Set(command, RowStatements.FirstColumn + index, SqliteValues.Convert(change.Columns[index]));
            }
        }

        using var reader = command.ExecuteReader();
        return reader.Read() ? reader.GetString(1) : null;
    }

    private static void Set(SqliteCommand command, int number, object value) => command.Parameters[number - 1].Value = value;
}
