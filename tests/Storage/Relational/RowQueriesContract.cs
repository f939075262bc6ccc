using System.Globalization;
using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Storage.Tests.Relational;

public abstract class RowQueriesContract : RelationalContract
{
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null, false)]
    [InlineData(null, true)]
    [InlineData("created_at", false)]
    [InlineData("created_at", true)]
    [InlineData("title", false)]
    [InlineData("state", true)]
    [InlineData("org_id", true)]
    public async Task List_PageByPage_GivesEveryRowOnceInOrder(string? orderBy, bool descending)
    {
        var all = await WriteTitlesAsync(37);
        List<StoredRow<TitleRow>> seen = [];
        string? cursor = null;
        do
        {
            RowQuery query = new() { OrderBy = orderBy, Descending = descending, Limit = 5, Cursor = cursor };
            var page = await Host.Queries.ListAsync<TitleRow>(query, Cancellation);
            Assert.InRange(page.Rows.Count, 1, 5);
            seen.AddRange(page.Rows);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        var keys = seen.ConvertAll(row => Key(row, orderBy));
        Assert.Equal(all.Order(StringComparer.Ordinal), seen.Select(row => row.Id).Order(StringComparer.Ordinal));
        var sorted = keys.Order(StringComparer.Ordinal).ToList();
        if (descending)
        {
            sorted.Reverse();
        }

        Assert.Equal(sorted, keys);
    }

    [Fact]
    public async Task List_Filters_GiveOnlyWhatFits()
    {
        await WriteTitlesAsync(12);
        RowQuery published = new() { Equal = new Dictionary<string, object?> { ["state"] = TitleRowState.Published } };
        Assert.Equal(6, (await Host.Queries.ListAsync<TitleRow>(published, Cancellation)).Rows.Count);
        RowQuery early = new() { BeforeColumn = "created_at", BeforeTime = Start.AddMinutes(2), OrderBy = "created_at" };
        var rows = (await Host.Queries.ListAsync<TitleRow>(early, Cancellation)).Rows;
        Assert.Equal(6, rows.Count);
        Assert.All(rows, row => Assert.True(row.State.CreatedAt < Start.AddMinutes(2)));
        RowQuery untitled = new() { Equal = new Dictionary<string, object?> { ["title"] = null } };
        Assert.Empty((await Host.Queries.ListAsync<TitleRow>(untitled, Cancellation)).Rows);
        RowQuery one = new() { Equal = new Dictionary<string, object?> { ["org_id"] = rows[0].State.OrgId, ["title"] = rows[0].State.Title } };
        Assert.Equal(rows[0].Id, Assert.Single((await Host.Queries.ListAsync<TitleRow>(one, Cancellation)).Rows).Id);
    }

    [Fact]
    public async Task List_RowsHaveTheVersionThatGrainsSee()
    {
        var id = NewId();
        var state = NewTitle("one");
        await Host.WriteAsync(id, state);
        await Host.WriteAsync(id, state);
        var row = Assert.Single((await Host.Queries.ListAsync<TitleRow>(new RowQuery(), Cancellation)).Rows);
        Assert.Equal(state.ETag, row.Version.ToString(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense!")]
    [InlineData("e30")]
    [InlineData("bnVsbA")]
    public async Task List_AlteredCursor_IsRefused(string cursor) => await Assert.ThrowsAsync<InvalidCursorException>(
        () => Host.Queries.ListAsync<TitleRow>(new RowQuery { Cursor = cursor, OrderBy = "title" }, Cancellation));

    [Fact]
    public async Task List_CursorOfAnotherOrder_IsRefused()
    {
        await WriteTitlesAsync(3);
        var page = await Host.Queries.ListAsync<TitleRow>(new RowQuery { Limit = 1, OrderBy = "title" }, Cancellation);
        await Assert.ThrowsAsync<InvalidCursorException>(
            () => Host.Queries.ListAsync<TitleRow>(new RowQuery { Cursor = page.NextCursor, OrderBy = "state" }, Cancellation));
        await Assert.ThrowsAsync<InvalidCursorException>(
            () => Host.Queries.ListAsync<TitleRow>(new RowQuery { Cursor = page.NextCursor, OrderBy = "title", Descending = true }, Cancellation));
    }

    [Fact]
    public async Task List_ColumnThatIsNotPromoted_IsRefused()
    {
        await Assert.ThrowsAsync<ArgumentException>(
            () => Host.Queries.ListAsync<TitleRow>(new RowQuery { OrderBy = "data; DROP TABLE x" }, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => Host.Queries.ListAsync<TitleRow>(new RowQuery { OrderBy = "genres" }, Cancellation));
        await Assert.ThrowsAsync<ArgumentException>(() => Host.Queries.ListAsync<TitleRow>(new RowQuery { BeforeColumn = "title" }, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Host.Queries.ListAsync<TitleRow>(new RowQuery { Limit = 201 }, Cancellation));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Host.Queries.ListAsync<TitleRow>(new RowQuery { Limit = 0 }, Cancellation));
    }

    private static string Key(StoredRow<TitleRow> row, string? orderBy)
    {
        var value = orderBy switch
        {
            "created_at" => row.State.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
            "title" => row.State.Title,
            "state" => row.State.State.ToString(),
            "org_id" => row.State.OrgId.ToString("D"),
            _ => "",
        };
        return value + "\0" + row.Id;
    }

    /// <summary>Three a minute, so that times, titles and states repeat and the id must decide.</summary>
    private async Task<List<string>> WriteTitlesAsync(int count)
    {
        List<string> ids = [];
        for (var number = 0; number < count; number++)
        {
            var id = NewId();
            ids.Add(id.Key.ToString()!);
            var state = NewTitle($"Title {number % 7} é");
            state.State.CreatedAt = Start.AddMinutes(number / 3);
            state.State.State = (TitleRowState)(number % 2);
            await Host.WriteAsync(id, state);
        }

        return ids;
    }
}
