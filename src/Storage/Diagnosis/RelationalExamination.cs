using System.Data.Common;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Npgsql;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Relational.Postgres;
using StreamVerse.Storage.Relational.Sqlite;

namespace StreamVerse.Storage.Diagnosis;

/// <summary>Looks at the configured relational store without changing it: nothing is migrated, what is written is undone. May run beside StreamVerse.</summary>
/// <param name="options">How it is configured.</param>
public sealed class RelationalExamination(IOptions<RelationalOptions> options)
{
    private bool IsSqlite => options.Value.Provider == RelationalProvider.Sqlite;

    private string SqlitePath => Path.GetFullPath(options.Value.Path!);

    /// <summary>Makes all checks, whatever the others find.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await Check.RunAsync("relational: schema", token => GuardAsync(() => ReadSchemaAsync(token)), cancellationToken);
        yield return await Check.RunAsync("relational: write", token => GuardAsync(() => TryWriteAsync(token)), cancellationToken);
    }

    private async Task<Verdict> ReadSchemaAsync(CancellationToken cancellationToken)
    {
        var scripts = Scripts();
        if (IsSqlite && !File.Exists(SqlitePath))
        {
            return Verdict.Ok($"{SqlitePath} is not there yet: a start makes it by {scripts.Count} scripts");
        }

        await using var connection = await OpenAsync(readOnly: true, cancellationToken);
        var applied = await ReadAppliedAsync(connection, cancellationToken);
        var pending = scripts.Where(script => !applied.Contains(script)).ToList();
        var newer = applied.Except(scripts).Count();
        return Verdict.Ok((pending.Count == 0 ? $"all {scripts.Count} scripts have run" : $"a start will migrate it by {string.Join(", ", pending.Select(FileName))}")
            + (newer == 0 ? "" : $"; {newer} more are of a newer StreamVerse"));
    }

    private async Task<Verdict> TryWriteAsync(CancellationToken cancellationToken)
    {
        if (IsSqlite && !File.Exists(SqlitePath))
        {
            using TrialFolder folder = new(SqlitePath);
            return Verdict.Ok("its folder can be written");
        }

        await using var connection = await OpenAsync(readOnly: false, cancellationToken);
        if ((await ReadAppliedAsync(connection, cancellationToken)).Count == 0 && !IsSqlite)
        {
            // Not every database undoes what it makes of tables and schemas, so that is not tried.
            await using var ask = Command(connection, "SELECT has_database_privilege(current_database(), 'CREATE')");
            return await ask.ExecuteScalarAsync(cancellationToken) is true
                ? Verdict.Ok("the user may make the tables")
                : Verdict.Missing($"the user may not make tables. GRANT it CREATE on the database that {PostgresErrors.Setting} names, and on its schema public.");
        }

        var isMigrated = (await ReadAppliedAsync(connection, cancellationToken)).Count > 0;
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var write = Command(connection, isMigrated
            ? $"INSERT INTO platform{(IsSqlite ? "_" : ".")}grain_state (id, version, updated_at, write_id, data) VALUES ('doctor/{Guid.NewGuid():N}', 1, {(IsSqlite ? "'2000-01-01'" : "now()")}, '{Guid.NewGuid()}', '{{}}')"
            : "CREATE TABLE streamverse_doctor (id integer)");
        write.Transaction = transaction;
        await write.ExecuteNonQueryAsync(cancellationToken);
        await transaction.RollbackAsync(cancellationToken);
        return Verdict.Ok("a row was written and undone");
    }

    private async Task<Verdict> GuardAsync(Func<Task<Verdict>> attempt)
    {
        try
        {
            return await attempt();
        }
        catch (Exception exception) when ((IsSqlite ? SqliteErrors.AsUnavailable(exception) : PostgresErrors.AsUnavailable(exception)) is { } fault)
        {
            return Verdict.Missing(fault.Message);
        }
    }

    private async Task<HashSet<string>> ReadAppliedAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        await using (var exists = Command(connection, IsSqlite
            ? "SELECT count(*) FROM sqlite_master WHERE name = 'schema_versions'"
            : "SELECT count(*) FROM information_schema.tables WHERE table_schema = 'public' AND table_name = 'schema_versions'"))
        {
            if (await exists.ExecuteScalarAsync(cancellationToken) is 0L)
            {
                return [];
            }
        }

        await using var read = Command(connection, $"SELECT ScriptName FROM {(IsSqlite ? "" : "public.")}schema_versions");
        await using var rows = await read.ExecuteReaderAsync(cancellationToken);
        HashSet<string> applied = [];
        while (await rows.ReadAsync(cancellationToken))
        {
            applied.Add(rows.GetString(0));
        }

        return applied;
    }

    private async Task<DbConnection> OpenAsync(bool readOnly, CancellationToken cancellationToken)
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

    private List<string> Scripts() =>
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.Contains(IsSqlite ? ".Migrations.Sqlite." : ".Migrations.Postgres.", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static string FileName(string resource) => string.Join('.', resource.Split('.')[^2..]);

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are ours; nothing in them comes from outside.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
