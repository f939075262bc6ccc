namespace StreamVerse.Storage.Relational.Sqlite;

/// <summary>A write that waits for its turn. Its outcome is told only once its transaction is on disk.</summary>
internal abstract class SqliteJob
{
    /// <summary>Whether nobody waits for it any more.</summary>
    public abstract bool IsCancelled { get; }

    public abstract void Run(SqliteSession session);

    /// <summary>Its own statements failed; the rest of the batch stands.</summary>
    public abstract void FailAlone(Exception exception);

    /// <summary>The batch is on disk.</summary>
    public abstract void Complete();

    /// <summary>The batch came to nothing.</summary>
    public abstract void Fail(Exception exception);
}
