using StreamVerse.Storage.Relational.GrainStorage;

namespace StreamVerse.Storage.Relational.Postgres;

/// <summary>A write over all its attempts.</summary>
internal sealed class PostgresRowAttempt(RowChange change)
{
    public RowChange Change => change;

    /// <summary>Whether an earlier attempt ended without an answer: it may have been carried out.</summary>
    public bool MayBeWritten { get; set; }
}
