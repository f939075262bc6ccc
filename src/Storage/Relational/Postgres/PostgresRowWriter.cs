using Npgsql;
using NpgsqlTypes;
using StreamVerse.Storage.Relational.GrainStorage;
using StreamVerse.Storage.Relational.Outbox;

namespace StreamVerse.Storage.Relational.Postgres;

/// <summary>Runs a row's change as one statement, and finds out what became of one whose answer was lost.</summary>
internal sealed class PostgresRowWriter(NpgsqlDataSource database)
{
    private readonly PostgresRowStatements _statements = new();

    /// <returns>False when the row was not in the expected version.</returns>
    public async Task<bool> WriteAsync(PostgresRowAttempt attempt, CancellationToken cancellationToken)
    {
        try
        {
            if (await TryWriteAsync(attempt.Change, cancellationToken))
            {
                return true;
            }
        }
        catch (Exception exception) when (!PostgresErrors.IsRolledBack(exception))
        {
            attempt.MayBeWritten = true;
            throw;
        }

        return attempt.MayBeWritten && await WasWrittenAsync(attempt.Change, cancellationToken);
    }

    private async Task<bool> TryWriteAsync(RowChange change, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(_statements.For(change));
        var parameters = command.Parameters;
        PostgresParameters.Add(parameters, change.Id, NpgsqlDbType.Text);
        PostgresParameters.Add(parameters, change.Version, NpgsqlDbType.Bigint);
        PostgresParameters.Add(parameters, change.At, NpgsqlDbType.TimestampTz);
        if (change.Kind != RowChangeKind.Delete)
        {
            PostgresParameters.Add(parameters, change.WriteId, NpgsqlDbType.Uuid);
            PostgresParameters.Add(parameters, change.Data, NpgsqlDbType.Json);
            foreach (var column in change.Columns)
            {
                PostgresParameters.Add(parameters, column);
            }
        }

        if (change.Events.Count > 0)
        {
            AddEvents(parameters, change);
        }

        return await command.ExecuteScalarAsync(cancellationToken) is not null;
    }

    /// <summary>The row as it is now tells: an earlier attempt of this write carries its write id.</summary>
    private async Task<bool> WasWrittenAsync(RowChange change, CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(change.Statements.ReadVersion);
        PostgresParameters.Add(command.Parameters, change.Id, NpgsqlDbType.Text);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var exists = await reader.ReadAsync(cancellationToken);
        return change.Kind == RowChangeKind.Delete
            ? !exists
            : exists && reader.GetInt64(0) == change.Version && reader.GetGuid(1) == change.WriteId;
    }

    private static void AddEvents(NpgsqlParameterCollection parameters, RowChange change)
    {
        var events = change.Events;
        PostgresParameters.Add(parameters, OutboxBucket.Of(change.Id), NpgsqlDbType.Integer);
        PostgresParameters.Add(parameters, events.Select(e => e.Id).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Uuid);
        PostgresParameters.Add(parameters, events.Select(e => e.Topic).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        PostgresParameters.Add(parameters, events.Select(e => e.Type).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        PostgresParameters.Add(
            parameters, events.Select(e => SqlTime.Truncate(e.OccurredAt)).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.TimestampTz);
        PostgresParameters.Add(parameters, events.Select(e => e.Data.GetRawText()).ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Json);
    }
}
