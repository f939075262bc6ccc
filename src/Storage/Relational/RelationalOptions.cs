namespace StreamVerse.Storage.Relational;

/// <summary>Where the relational store is and how patient its clients are.</summary>
public sealed class RelationalOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "StreamVerse:Relational";

    /// <summary>The database. Default: <see cref="RelationalProvider.Sqlite"/>.</summary>
    public RelationalProvider Provider { get; set; } = RelationalProvider.Sqlite;

    /// <summary>SQLite's file. Its folder is made if need be. The file's system must be local: WAL does not work over a network.</summary>
    public string? Path { get; set; }

    /// <summary>PostgreSQL's connection string, in Npgsql's words. The database must exist; its tables come from the migrations.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>
    /// Whether a start runs the migrations that are missing. Without, a start that finds any missing ends and says so, and
    /// somebody runs <c>migrate</c> when it suits: while several silos run, an upgrade of the schema should be one step of its
    /// own. A schema of a newer program is refused either way. Default: true; false in the program <c>StreamVerse.Silo</c>.
    /// </summary>
    public bool MigrateAtStart { get; set; } = true;

    /// <summary>
    /// How long one statement, or the wait for SQLite's write lock, may take; also how long a failing operation is
    /// retried in all. Smaller values tell of a dead store sooner but give up on a busy one. Default: 10 seconds.
    /// </summary>
    public TimeSpan CommandTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often an operation is tried again after a failure that may pass, 0 to 20. The default of 8 rides out a restart of about 4 seconds.</summary>
    public int MaxRetries { get; set; } = 8;

    /// <summary>Wait before the first retry; it doubles, with jitter, up to 2 seconds. Default: 20 milliseconds.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(20);
}
