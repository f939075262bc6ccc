using System.Data.Common;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using StreamVerse.Storage.Relational.GrainStorage;

namespace StreamVerse.Storage.Relational.Postgres;

/// <summary>The relational store in PostgreSQL or YugabyteDB: single statements under autocommit, prepared on each connection.</summary>
internal sealed class PostgresStore : IRelationalStore
{
    private readonly NpgsqlDataSource _database;
    private readonly PostgresRowWriter _writer;
    private readonly PostgresRetry _retry;

    public PostgresStore(IOptions<RelationalOptions> options, TimeProvider time, ILogger<PostgresStore> logger)
    {
        _database = NpgsqlDataSource.Create(WithDefaults(options.Value));
        _writer = new PostgresRowWriter(_database);
        _retry = new PostgresRetry(options.Value, time, logger);
    }

    public string Store => "relational store";

    public string Setting => PostgresErrors.Setting;

    public SqlDialect Dialect => PostgresDialect.Instance;

    public Task<bool> WriteRowAsync(RowChange change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        return _retry.RunAsync(_writer.WriteAsync, new PostgresRowAttempt(change), cancellationToken);
    }

    public Task<List<T>> QueryAsync<T>(
        string sql, IReadOnlyList<SqlValue> parameters, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        _retry.RunAsync(QueryOnceAsync, (sql, parameters, read), cancellationToken);

    public Task<int> ExecuteAsync(string sql, IReadOnlyList<SqlValue> parameters, CancellationToken cancellationToken) =>
        _retry.RunAsync(ExecuteOnceAsync, (sql, parameters), cancellationToken);

    public async Task ProbeAsync(CancellationToken cancellationToken) => await ExecuteAsync(
        "UPDATE platform.outbox SET published = published WHERE id = '00000000-0000-0000-0000-000000000000'", [], cancellationToken);

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    /// <summary>The operator's connection string, with what it does not say filled in.</summary>
    private static string WithDefaults(RelationalOptions options)
    {
        DbConnectionStringBuilder given = new() { ConnectionString = options.ConnectionString };
        NpgsqlConnectionStringBuilder builder = new(options.ConnectionString);
        var seconds = (int)Math.Ceiling(options.CommandTimeout.TotalSeconds);
        SetUnlessGiven("Timeout", () => builder.Timeout = seconds);
        SetUnlessGiven("Command Timeout", () => builder.CommandTimeout = seconds);
        SetUnlessGiven("Max Auto Prepare", () => builder.MaxAutoPrepare = 200);
        SetUnlessGiven("Auto Prepare Min Usages", () => builder.AutoPrepareMinUsages = 2);

        // Our statements leave nothing behind on a connection, so resetting it each time would only cost the server work.
        SetUnlessGiven("No Reset On Close", () => builder.NoResetOnClose = true);
        SetUnlessGiven("Application Name", () => builder.ApplicationName = "streamverse");
        return builder.ConnectionString;

        void SetUnlessGiven(string keyword, Action set)
        {
            if (!given.ContainsKey(keyword) && !given.ContainsKey(keyword.Replace(" ", "", StringComparison.Ordinal)))
            {
                set();
            }
        }
    }

    private async Task<List<T>> QueryOnceAsync<T>(
        (string Sql, IReadOnlyList<SqlValue> Parameters, Func<DbDataReader, T> Read) query, CancellationToken cancellationToken)
    {
        await using var command = Command(query.Sql, query.Parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(query.Read(reader));
        }

        return rows;
    }

    private async Task<int> ExecuteOnceAsync((string Sql, IReadOnlyList<SqlValue> Parameters) statement, CancellationToken cancellationToken)
    {
        await using var command = Command(statement.Sql, statement.Parameters);
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private NpgsqlCommand Command(string sql, IReadOnlyList<SqlValue> parameters)
    {
        var command = _database.CreateCommand(sql);
        for (var index = 0; index < parameters.Count; index++)
        {
            PostgresParameters.Add(command.Parameters, parameters[index]);
        }

        return command;
    }
}
