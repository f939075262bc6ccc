using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace StreamVerse.Storage.Relational.Sqlite;

/// <summary>Tells SQLite's complaints about the store from those about a statement.</summary>
internal static class SqliteErrors
{
    public const string Setting = RelationalOptions.Section + ":" + nameof(RelationalOptions.Path);

    /// <summary>The store's unavailability, or null for an error of the statement itself.</summary>
    public static StoreUnavailableException? AsUnavailable(Exception exception) => exception switch
    {
        SqliteException sqlite => Describe(sqlite),
        UnauthorizedAccessException => Unavailable("its folder may not be used by this process.", exception),
        IOException and not StoreUnavailableException => Unavailable("its folder cannot be made or used.", exception),
        _ => null,
    };

    private static StoreUnavailableException? Describe(SqliteException exception) => exception.SqliteErrorCode switch
    {
        SQLITE_FULL => Unavailable("the disk is full.", exception, isOutOfSpace: true),
        SQLITE_BUSY or SQLITE_LOCKED => Unavailable("another process holds its lock for too long.", exception, mayPass: true),
        SQLITE_CANTOPEN => Unavailable("its file cannot be opened.", exception),
        SQLITE_READONLY or SQLITE_PERM => Unavailable("its file is read-only for this process.", exception),
        SQLITE_IOERR => Unavailable($"reading or writing its file failed (SQLite {exception.SqliteExtendedErrorCode}).", exception),
        SQLITE_CORRUPT or SQLITE_NOTADB => Unavailable("its file is damaged or no SQLite database; restore it.", exception),
        SQLITE_ERROR when exception.Message.Contains("no such table", StringComparison.Ordinal)
            || exception.Message.Contains("no such column", StringComparison.Ordinal) =>
            Unavailable("its tables do not fit this program; run the migrations.", exception),
        _ => null,
    };

    private static StoreUnavailableException Unavailable(string reason, Exception exception, bool isOutOfSpace = false, bool mayPass = false) =>
        new("relational store", Setting, reason, exception) { IsOutOfSpace = isOutOfSpace, MayPass = mayPass };
}
