using Npgsql;
using NpgsqlTypes;

namespace StreamVerse.Bench.Bars;

/// <summary>The same statement by Npgsql alone: the state's JSON is made beforehand, nothing is retried, nothing is checked but the row's version.</summary>
internal sealed class PlainWriters : IAsyncDisposable
{
    private const string Update =
        "UPDATE content.content_metadata SET version = $2, updated_at = greatest($3, updated_at), write_id = $4, data = $5, org_id = $6, title = $7, "
        + "description = $8, genres = $9, state = $10, size_bytes = $11, created_at = $12 WHERE id = $1 AND version = $2 - 1 RETURNING version, updated_at";

    private readonly NpgsqlDataSource _database;
    private readonly BenchTitle _title = new();
    private readonly List<(string Id, long Version, byte[] Data)> _rows = [];

    private PlainWriters(NpgsqlDataSource database) => _database = database;

    /// <summary>Makes a row for each writer by copying the rows that the grain storage made.</summary>
    public static async Task<PlainWriters> CreateAsync(string connectionString, IEnumerable<string> models, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 200, AutoPrepareMinUsages = 2 };
        var writers = new PlainWriters(NpgsqlDataSource.Create(settings.ConnectionString));
        foreach (var model in models)
        {
            await using var copy = writers._database.CreateCommand(
                "INSERT INTO content.content_metadata SELECT $2, org_id, title, description, genres, state, size_bytes, created_at, version, updated_at, write_id, data "
                + "FROM content.content_metadata WHERE id = $1 RETURNING id, version, data");
            copy.Parameters.Add(new NpgsqlParameter<string> { TypedValue = model });
            copy.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Guid.NewGuid().ToString("N") });
            await using var reader = await copy.ExecuteReaderAsync(cancellationToken);
            await reader.ReadAsync(cancellationToken);
            writers._rows.Add((reader.GetString(0), reader.GetInt64(1), reader.GetFieldValue<byte[]>(2)));
        }

        return writers;
    }

    /// <summary>Writes one row once more.</summary>
    public async Task WriteAsync(int writer)
    {
        var (id, version, data) = _rows[writer];
        await using var command = _database.CreateCommand(Update);
        var parameters = command.Parameters;
        Add(parameters, id, NpgsqlDbType.Text);
        Add(parameters, version + 1, NpgsqlDbType.Bigint);
        Add(parameters, DateTimeOffset.UtcNow, NpgsqlDbType.TimestampTz);
        Add(parameters, Guid.NewGuid(), NpgsqlDbType.Uuid);
        Add(parameters, data, NpgsqlDbType.Json);
        Add(parameters, _title.OrgId, NpgsqlDbType.Uuid);
        Add(parameters, _title.Title, NpgsqlDbType.Text);
        Add(parameters, _title.Description, NpgsqlDbType.Text);
        Add(parameters, _title.Genres.ToArray(), NpgsqlDbType.Array | NpgsqlDbType.Text);
        Add(parameters, _title.State, NpgsqlDbType.Text);
        Add(parameters, _title.SizeBytes, NpgsqlDbType.Bigint);
        Add(parameters, _title.CreatedAt, NpgsqlDbType.TimestampTz);
        _rows[writer] = await command.ExecuteScalarAsync() is long stored
            ? (id, stored, data)
            : throw new InvalidOperationException($"The row {id} was changed by another.");
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private static void Add<T>(NpgsqlParameterCollection parameters, T value, NpgsqlDbType type) =>
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value, NpgsqlDbType = type });
}
