using System.Net.Sockets;
using Npgsql;

namespace StreamVerse.Storage.Relational.Postgres;

/// <summary>What PostgreSQL's complaints mean: try again, the store is not available, or the statement is wrong.</summary>
internal static class PostgresErrors
{
    public const string Setting = RelationalOptions.Section + ":" + nameof(RelationalOptions.ConnectionString);

    /// <summary>Whether trying again may help. A write may be tried again only under its version condition.</summary>
    public static bool IsTransient(Exception exception) => exception switch
    {
        PostgresException postgres => IsRolledBack(postgres) || IsConnectionLost(postgres.SqlState),
        NpgsqlException => true,
        SocketException or IOException => true,
        _ => false,
    };

    /// <summary>Whether the statement surely changed nothing.</summary>
    public static bool IsRolledBack(Exception exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected
            or PostgresErrorCodes.CannotConnectNow or PostgresErrorCodes.TooManyConnections
            or PostgresErrorCodes.OutOfMemory or PostgresErrorCodes.LockNotAvailable,
    };

    /// <summary>Two processes made the same table at the same time.</summary>
    public static bool IsMigrationRace(NpgsqlException exception) => exception is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DuplicateTable or PostgresErrorCodes.DuplicateObject
            or PostgresErrorCodes.DuplicateSchema or "XX000",
    };

    /// <summary>The store's unavailability, or null for an error of the statement itself. Never the server's text: it may quote values.</summary>
    public static StoreUnavailableException? AsUnavailable(Exception exception) => exception switch
    {
        PostgresException postgres => Describe(postgres),
        NpgsqlException { InnerException: TimeoutException } => Away("it does not answer in time.", exception),
        NpgsqlException { InnerException: SocketException socket } => Away($"it cannot be reached ({socket.SocketErrorCode}).", exception),
        NpgsqlException or SocketException or IOException and not StoreUnavailableException =>
            Away("the connection was lost or cannot be made.", exception),
        _ => null,
    };

    private static StoreUnavailableException? Describe(PostgresException exception) => exception.SqlState switch
    {
        PostgresErrorCodes.DiskFull => Unavailable("its disk is full.", exception, isOutOfSpace: true),
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.InvalidSchemaName =>
            Unavailable("its tables do not fit this program; run the migrations.", exception),
        PostgresErrorCodes.InvalidCatalogName => Unavailable("the database does not exist; create it.", exception),
        PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
            Unavailable("it refuses the user or the password.", exception),
        PostgresErrorCodes.InsufficientPrivilege => Unavailable("the user lacks a privilege on its tables.", exception),
        PostgresErrorCodes.ReadOnlySqlTransaction => Away("it is read-only: a standby?", exception),
        PostgresErrorCodes.QueryCanceled => Away("a statement took too long.", exception),
        var state when IsRolledBack(exception) || IsConnectionLost(state) => Away($"it is busy or restarting (SQLSTATE {state}).", exception),
        _ => null,
    };

    private static bool IsConnectionLost(string state) =>
        state is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.ReadOnlySqlTransaction
        || state.StartsWith("08", StringComparison.Ordinal);

    /// <summary>What may pass by itself.</summary>
    private static StoreUnavailableException Away(string reason, Exception exception) =>
        new("relational store", Setting, reason, exception) { MayPass = true };

    private static StoreUnavailableException Unavailable(string reason, Exception exception, bool isOutOfSpace = false) =>
        new("relational store", Setting, reason, exception) { IsOutOfSpace = isOutOfSpace };
}
