using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Grains.Catalog;

/// <summary>Finds published titles by the age of the version that viewers have.</summary>
/// <param name="rows">The titles' rows.</param>
internal sealed class EncodedTitles(IRowQueries rows)
{
    /// <summary>How many there are.</summary>
    public async Task<int> CountAsync(Guid? orgId, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var count = 0;
        string? cursor = null;
        do
        {
            var (titles, next) = await ListAsync(orgId, before, cursor, cancellationToken);
            (count, cursor) = (count + titles.Count, next);
        }
        while (cursor is not null);
        return count;
    }

    /// <summary>The next page of them, which may be empty though there are others.</summary>
    public async Task<(IReadOnlyList<Guid> Titles, string? Next)> ListAsync(Guid? orgId, DateTimeOffset before, string? cursor, CancellationToken cancellationToken)
    {
        Dictionary<string, object?> equal = new() { ["state"] = StateNames.Of(TitleState.Published) };
        if (orgId is { } org)
        {
            equal.Add("org_id", org);
        }

        // A title is made before its first version, so the column leaves out nothing that is meant.
        var page = await rows.ListAsync<TitleRecord>(
            new RowQuery { Equal = equal, BeforeColumn = "created_at", BeforeTime = before, Cursor = cursor, Limit = RowQuery.MaxLimit },
            cancellationToken);
        return ([.. page.Rows.Where(row => (row.State.EncodedAt ?? row.State.CreatedAt) < before).Select(row => Guid.Parse(row.Id))], page.NextCursor);
    }
}
