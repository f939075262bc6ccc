using Microsoft.Data.Sqlite;
using static SQLitePCL.raw;

namespace StreamVerse.Storage.Relational.Sqlite;

/// <summary>A connection with its prepared statements; used by one thread at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    /// <summary>Statements are few and fixed but for lists with filters; beyond this many the prepared ones are dropped.</summary>
    private const int MaxPrepared = 200;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    public SqliteSession(string connectionString, TimeSpan busyTimeout)
    {
        _connection = new SqliteConnection(connectionString);
        try
        {
            _connection.Open();
            // FULL: an acknowledged write survives a power failure, not only the death of this process.
            Execute($"PRAGMA busy_timeout = {(long)busyTimeout.TotalMilliseconds}", []);
            Execute("PRAGMA synchronous = FULL", []);
            Execute("PRAGMA foreign_keys = ON", []);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Lets readers and the writer work side by side; a property of the file, changed by whoever may write.</summary>
    public void UseWriteAheadLog() => Execute("PRAGMA journal_mode = WAL", []);

    public bool IsInTransaction => sqlite3_get_autocommit(_connection.Handle) == 0;

    public int Execute(string sql, IReadOnlyList<SqlValue> parameters) => Bind(sql, parameters).ExecuteNonQuery();

    public SqliteDataReader Read(string sql, IReadOnlyList<SqlValue> parameters) => Bind(sql, parameters).ExecuteReader();

    /// <summary>A prepared statement whose parameters <c>$1</c> to <c>$n</c> wait for values.</summary>
    public SqliteCommand Prepare(string sql, int parameterCount)
    {
        if (_commands.TryGetValue(sql, out var command))
        {
            return command;
        }

        if (_commands.Count >= MaxPrepared)
        {
            DropCommands();
        }

        command = _connection.CreateCommand();
        command.CommandText = sql;
        for (var number = 1; number <= parameterCount; number++)
        {
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${number}", Value = DBNull.Value });
        }

        _commands.Add(sql, command);
        return command;
    }

    public void Dispose()
    {
        DropCommands();
        _connection.Dispose();
    }

    private SqliteCommand Bind(string sql, IReadOnlyList<SqlValue> parameters)
    {
        var command = Prepare(sql, parameters.Count);
        for (var index = 0; index < parameters.Count; index++)
        {
            command.Parameters[index].Value = SqliteValues.Convert(parameters[index]);
        }

        return command;
    }

    private void DropCommands()
    {
        foreach (var command in _commands.Values)
        {
            command.Dispose();
        }

        _commands.Clear();
    }
}
