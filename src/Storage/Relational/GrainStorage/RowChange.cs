using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Storage.Relational.GrainStorage;

/// <summary>One write of a grain's row, with the events that go with it.</summary>
internal sealed class RowChange
{
    public required RowStatements Statements { get; init; }

    public required RowChangeKind Kind { get; init; }

    public required string Id { get; init; }

    /// <summary>The version after this write; an update or a delete expects one less.</summary>
    public required long Version { get; init; }

    /// <summary>Tells this write from every other, should its answer be lost.</summary>
    public Guid WriteId { get; } = Guid.NewGuid();

    /// <summary>When, in whole microseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The state as UTF-8 JSON; empty for a delete.</summary>
    public ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>Values of the promoted columns, in the table's order; empty for a delete.</summary>
    public IReadOnlyList<SqlValue> Columns { get; init; } = [];

    /// <summary>Events to store with it.</summary>
    public IReadOnlyList<DomainEvent> Events { get; init; } = [];
}
