using System.Data.Common;
using System.Reflection;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using StreamVerse.Storage.Relational.Sqlite;

namespace StreamVerse.Storage.Relational.Migrations;

/// <summary>Reads which scripts have run on the configured database, and changes nothing.</summary>
internal sealed class SchemaJournal(IOptions<RelationalOptions> options)
{
    /// <summary>The journal's table; in PostgreSQL, in the schema public.</summary>
    public const string Table = "schema_versions";

    private const string AdditiveSchema = "platform";
    private const string AdditiveTable = "additive_scripts";

    private bool IsSqlite => options.Value.Provider == RelationalProvider.Sqlite;

    /// <summary>Whether a script is one of the configured database's.</summary>
    public bool IsScript(string resource) =>
        resource.Contains(IsSqlite ? ".Migrations.Sqlite." : ".Migrations.Postgres.", StringComparison.Ordinal);

    public static string FileName(string resource) => string.Join('.', resource.Split('.')[^2..]);

    /// <exception cref="DbException">The database cannot be read.</exception>
    public async Task<SchemaState> ReadAsync(CancellationToken cancellationToken)
    {
        if (IsSqlite && !File.Exists(Path.GetFullPath(options.Value.Path!)))
        {
            return Compare([], []);
        }

        await using var connection = await OpenAsync(readOnly: false, cancellationToken);
        return await ReadAsync(connection, cancellationToken);
    }

    /// <exception cref="DbException">The database cannot be read.</exception>
    public async Task<SchemaState> ReadAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var applied = await ColumnAsync(connection, "public", Table, "ScriptName", cancellationToken);
        var additive = await ColumnAsync(connection, AdditiveSchema, AdditiveTable, "script", cancellationToken);
        return Compare(applied, additive);
    }

    /// <summary>Opens the database; of SQLite, the file must be there.</summary>
    public async Task<DbConnection> OpenAsync(bool readOnly, CancellationToken cancellationToken)
    {
        DbConnection connection = IsSqlite
            ? new SqliteConnection(new SqliteConnectionStringBuilder(SqliteStore.ConnectionString(options.Value)) { Mode = readOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite }.ConnectionString)
            : new NpgsqlConnection(new NpgsqlConnectionStringBuilder(options.Value.ConnectionString) { Pooling = false }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are ours; nothing in them comes from outside.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    /// <summary>All values of a column; none where there is no such table.</summary>
    private async Task<HashSet<string>> ColumnAsync(DbConnection connection, string schema, string table, string column, CancellationToken cancellationToken)
    {
        var (inSqlite, inPostgres) = (schema == "public" ? table : $"{schema}_{table}", $"{schema}.{table}");
        await using (var exists = Command(connection, IsSqlite
            ? $"SELECT count(*) FROM sqlite_master WHERE name = '{inSqlite}'"
            : $"SELECT count(*) FROM information_schema.tables WHERE table_schema = '{schema}' AND table_name = '{table}'"))
        {
            if (await exists.ExecuteScalarAsync(cancellationToken) is 0L)
            {
                return [];
            }
        }

        await using var read = Command(connection, $"SELECT {column} FROM {(IsSqlite ? inSqlite : inPostgres)}");
        await using var rows = await read.ExecuteReaderAsync(cancellationToken);
        HashSet<string> values = [];
        while (await rows.ReadAsync(cancellationToken))
        {
            values.Add(rows.GetString(0));
        }

        return values;
    }

    private SchemaState Compare(HashSet<string> applied, HashSet<string> additive)
    {
        var scripts = Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(IsScript).ToList();
        var unknown = Names(applied.Except(scripts));
        return new(applied.Count, Names(scripts.Except(applied)), [.. unknown.Where(script => !additive.Contains(script))], [.. unknown.Where(additive.Contains)]);
    }

    private static List<string> Names(IEnumerable<string> resources) => [.. resources.Select(FileName).Order(StringComparer.Ordinal)];
}
