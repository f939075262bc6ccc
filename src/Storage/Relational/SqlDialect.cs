using System.Data.Common;

namespace StreamVerse.Storage.Relational;

/// <summary>Where the two databases' SQL differs. Parameters are <c>$1</c>, <c>$2</c>, ... in both.</summary>
internal abstract class SqlDialect
{
    /// <summary>The name of a table in a schema.</summary>
    public abstract string Table(string schema, string table);

    /// <summary>What the server's clock says, as a timestamp; <see langword="null"/> where there is no server.</summary>
    public virtual string? Now => null;

    /// <summary>The function that gives the greater of its arguments.</summary>
    public abstract string Greatest { get; }

    /// <summary>A JSON document given as UTF-8 bytes.</summary>
    public abstract string Json(string parameter);

    /// <summary>Whether a uuid column is one of those in a text array parameter.</summary>
    public abstract string UuidIn(string column, string parameter);

    /// <summary>How many buckets the outbox has.</summary>
    public abstract int OutboxBuckets { get; }

    /// <summary>Reads unpublished events of bucket <c>$1</c>, oldest first and in order per entity; <c>$2</c> is how many.</summary>
    public abstract string ReadUnpublished { get; }

    /// <summary>Which of the buckets <c>$1</c>, a text array of their numbers, hold unpublished events.</summary>
    public abstract string ListWaiting { get; }

    /// <summary>The condition of an event that is not published.</summary>
    public abstract string IsUnpublished { get; }

    /// <summary>Deletes published events stored before <c>$1</c>, at most <c>$2</c> of them. One statement, so it needs no transaction.</summary>
    public abstract string PurgePublished { get; }

    public abstract DateTimeOffset ReadTime(DbDataReader reader, int ordinal);
}
