using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;
using StreamVerse.Storage.Relational;
using StreamVerse.Storage.Relational.Migrations;
using StreamVerse.Storage.Relational.Postgres;
using StreamVerse.Storage.Relational.Sqlite;

namespace StreamVerse.Storage.Diagnosis;

/// <summary>Looks at the configured relational store without changing it: nothing is migrated, what is written is undone. May run beside StreamVerse.</summary>
/// <param name="options">How it is configured.</param>
public sealed class RelationalExamination(IOptions<RelationalOptions> options)
{
    private readonly SchemaJournal _journal = new(options);

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
        if (IsSqlite && !File.Exists(SqlitePath))
        {
            return Verdict.Ok($"{SqlitePath} is not there yet: a start makes it by {(await _journal.ReadAsync(cancellationToken)).Pending.Count} scripts");
        }

        await using var connection = await _journal.OpenAsync(readOnly: true, cancellationToken);
        var schema = await _journal.ReadAsync(connection, cancellationToken);
        return (schema.NewerFault ?? (options.Value.MigrateAtStart ? null : schema.OlderFault)) is { } fault
            ? Verdict.Missing(fault)
            : Verdict.Ok(schema.Pending.Count == 0 ? $"all {schema.Applied} scripts have run" : $"a start will migrate it by {string.Join(", ", schema.Pending)}");
    }

    private async Task<Verdict> TryWriteAsync(CancellationToken cancellationToken)
    {
        if (IsSqlite && !File.Exists(SqlitePath))
        {
            using TrialFolder folder = new(SqlitePath);
            return Verdict.Ok("its folder can be written");
        }

        await using var connection = await _journal.OpenAsync(readOnly: false, cancellationToken);
        var isMigrated = (await _journal.ReadAsync(connection, cancellationToken)).Applied > 0;
        if (!isMigrated && !IsSqlite)
        {
            // Not every database undoes what it makes of tables and schemas, so that is not tried.
            await using var ask = SchemaJournal.Command(connection, "SELECT has_database_privilege(current_database(), 'CREATE')");
            return await ask.ExecuteScalarAsync(cancellationToken) is true
                ? Verdict.Ok("the user may make the tables")
                : Verdict.Missing($"the user may not make tables. GRANT it CREATE on the database that {PostgresErrors.Setting} names, and on its schema public.");
        }

        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var write = SchemaJournal.Command(connection, isMigrated
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
}
