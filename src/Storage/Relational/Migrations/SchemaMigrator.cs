using System.Reflection;
using DbUp;
using DbUp.Builder;
using DbUp.Engine;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVerse.Storage.Relational.Postgres;
using StreamVerse.Storage.Relational.Sqlite;

namespace StreamVerse.Storage.Relational.Migrations;

/// <summary>
/// DbUp over the embedded scripts. Two processes may migrate at once without a lock of the database (YugabyteDB has no
/// advisory ones): scripts may run twice, and whoever loses a race over the catalogue tries again.
/// </summary>
internal sealed partial class SchemaMigrator(IOptions<RelationalOptions> options, TimeProvider time, ILogger<SchemaMigrator> logger)
    : ISchemaMigrator
{
    private const int MaxAttempts = 8;
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(250);

    private readonly SchemaJournal _journal = new(options);

    public async Task MigrateAsync(IProgress<MigrationProgress>? progress, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var error = await TryMigrateAsync(progress, cancellationToken);
            if (error is null)
            {
                return;
            }

            if (attempt == MaxAttempts || !IsRetryable(error))
            {
                throw AsUnavailable(error) ?? (Exception)new InvalidOperationException($"A migration of the relational store failed: {error.Message}", error);
            }

            LogRetry(attempt, error.Message);
            await Task.Delay(RetryDelay * attempt, time, cancellationToken);
        }
    }

    public async Task VerifyAsync(CancellationToken cancellationToken)
    {
        SchemaState schema;
        try
        {
            schema = await _journal.ReadAsync(cancellationToken);
        }
        catch (Exception exception) when (AsUnavailable(exception) is { } fault)
        {
            throw fault;
        }

        ThrowIf(schema.NewerFault ?? schema.OlderFault);
        Tell(schema);
    }

    /// <returns>What went wrong, or null.</returns>
    private async Task<Exception?> TryMigrateAsync(IProgress<MigrationProgress>? progress, CancellationToken cancellationToken)
    {
        try
        {
            var schema = await _journal.ReadAsync(cancellationToken);
            ThrowIf(schema.NewerFault);
            Tell(schema);
            return await Task.Run(() => Migrate(progress, cancellationToken), cancellationToken);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or StoreUnavailableException))
        {
            return exception;
        }
    }

    /// <returns>What went wrong, or null.</returns>
    private Exception? Migrate(IProgress<MigrationProgress>? progress, CancellationToken cancellationToken)
    {
        var engine = Engine();
        var total = engine.GetScriptsToExecute().Count;
        var done = 0;
        engine.ScriptExecuted += (_, executed) =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            var script = SchemaJournal.FileName(((ScriptExecutedEventArgs)executed).Script.Name);
            LogExecuted(script);
            progress?.Report(new MigrationProgress(script, ++done, total));
        };
        var result = engine.PerformUpgrade();
        cancellationToken.ThrowIfCancellationRequested();
        return result.Successful ? null : result.Error;
    }

    /// <summary>Ends the start because of the schema: waiting would not mend it.</summary>
    private void ThrowIf(string? fault)
    {
        if (fault is not null)
        {
            throw new StoreUnavailableException("relational store", options.Value.Provider == RelationalProvider.Sqlite ? SqliteErrors.Setting : PostgresErrors.Setting, fault);
        }
    }

    private void Tell(SchemaState schema)
    {
        if (schema.Additive.Count > 0)
        {
            var scripts = string.Join(", ", schema.Additive);
            LogNewer(scripts);
        }
    }

    private UpgradeEngine Engine()
    {
        var settings = options.Value;
        UpgradeEngineBuilder builder;
        if (settings.Provider == RelationalProvider.Sqlite)
        {
            SqliteStore.OpenToWrite(settings).Dispose();
            builder = DeployChanges.To.SqliteDatabase(SqliteStore.ConnectionString(settings)).JournalToSqliteTable(SchemaJournal.Table);
        }
        else
        {
            builder = DeployChanges.To.PostgresqlDatabase(settings.ConnectionString).JournalToPostgresqlTable("public", SchemaJournal.Table);
        }

        return builder
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), _journal.IsScript)
            .WithTransactionPerScript()
            .WithVariablesDisabled()
            .WithExecutionTimeout(settings.CommandTimeout)
            .LogToNowhere()
            .Build();
    }

    private static bool IsRetryable(Exception error) => error switch
    {
        Microsoft.Data.Sqlite.SqliteException sqlite => SqliteErrors.AsUnavailable(sqlite) is { IsOutOfSpace: false },
        Npgsql.NpgsqlException npgsql => PostgresErrors.IsMigrationRace(npgsql) || (PostgresErrors.IsTransient(npgsql) && npgsql.InnerException is not System.Net.Sockets.SocketException),
        _ => false,
    };

    private StoreUnavailableException? AsUnavailable(Exception error) => options.Value.Provider == RelationalProvider.Sqlite
        ? SqliteErrors.AsUnavailable(error)
        : PostgresErrors.AsUnavailable(error);

    [LoggerMessage(Level = LogLevel.Information, Message = "Migrated the relational store by {Script}.")]
    private partial void LogExecuted(string script);

    [LoggerMessage(Level = LogLevel.Information, Message = "The relational store was migrated by a newer StreamVerse ({Scripts}) in a way that this version can go on with.")]
    private partial void LogNewer(string scripts);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Attempt {Attempt} to migrate the relational store failed, trying again: {Reason}")]
    private partial void LogRetry(int attempt, string reason);
}
