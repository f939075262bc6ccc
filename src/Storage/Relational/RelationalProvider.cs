namespace StreamVerse.Storage.Relational;

/// <summary>Which database holds the rows.</summary>
public enum RelationalProvider
{
    /// <summary>A file of this machine, in WAL mode: for one node.</summary>
    Sqlite,

    /// <summary>PostgreSQL 15 or later, or YugabyteDB's YSQL.</summary>
    Postgres,
}
