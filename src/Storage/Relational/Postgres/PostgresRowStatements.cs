using System.Collections.Concurrent;
using StreamVerse.Storage.Relational.GrainStorage;

namespace StreamVerse.Storage.Relational.Postgres;

/// <summary>
/// Writes with events as one statement: the row's change and, if it took place, the events, however many, from arrays.
/// After the row's own parameters come bucket, ids, topics, types, times and data.
/// </summary>
internal sealed class PostgresRowStatements
{
    private readonly ConcurrentDictionary<(RowStatements Statements, RowChangeKind Kind), string> _withEvents = new();

    public string For(RowChange change) => change.Events.Count == 0
        ? change.Statements.For(change.Kind)
        : _withEvents.GetOrAdd((change.Statements, change.Kind), static (key, change) => WithEvents(change), change);

    private static string WithEvents(RowChange change)
    {
        var first = change.Kind == RowChangeKind.Delete ? 4 : RowStatements.FirstColumn + change.Columns.Count;
        return $"WITH written AS ({change.Statements.For(change.Kind)}), raised AS ("
            + "INSERT INTO platform.outbox "
            + "(id, bucket, entity_type, entity_id, sequence, topic, type, occurred_at, data, stored_at, published) "
            + $"SELECT e.id, ${first}, '{change.Statements.EntityType}', $1, w.version * {Outbox.OutboxSequence.EventsPerVersion} + e.place - 1, "
            + "e.topic, e.type, e.occurred_at, e.data, w.updated_at, false "
            + $"FROM written AS w CROSS JOIN unnest(${first + 1}, ${first + 2}, ${first + 3}, ${first + 4}, ${first + 5}) "
            + "WITH ORDINALITY AS e(id, topic, type, occurred_at, data, place)) "
            + "SELECT version FROM written";
    }
}
