using Npgsql;

namespace StreamVerse.Bench.Clusters;

/// <summary>Makes many published titles of one, by their rows: their grains are as real as the first.</summary>
internal static class TitleCopies
{
    /// <param name="connectionString">The cluster's database.</param>
    /// <param name="title">The title to copy.</param>
    /// <param name="count">How many copies.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<IReadOnlyList<Guid>> MakeAsync(string connectionString, Guid title, int count, CancellationToken cancellationToken)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        var columns = new List<string>();
        await using (var describe = database.CreateCommand("SELECT column_name FROM information_schema.columns WHERE table_schema = 'content' AND table_name = 'content_metadata' AND column_name <> 'id' ORDER BY ordinal_position"))
        await using (var reader = await describe.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                columns.Add(reader.GetString(0));
            }
        }

        var ids = Enumerable.Range(0, count).Select(static _ => Guid.NewGuid()).ToList();
        var list = string.Join(", ", columns);
#pragma warning disable CA2100 // The names come from the database's own catalogue.
        await using var copy = database.CreateCommand($"INSERT INTO content.content_metadata (id, {list}) SELECT copies.id, {list} FROM content.content_metadata AS model, unnest($2) AS copies(id) WHERE model.id = $1");
#pragma warning restore CA2100
        copy.Parameters.Add(new NpgsqlParameter<string> { TypedValue = title.ToString("N") });
        copy.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. ids.Select(static id => id.ToString("N"))] });
        return await copy.ExecuteNonQueryAsync(cancellationToken) == count
            ? ids
            : throw new InvalidOperationException($"Title {title:N} could not be copied: it has no row.");
    }
}
