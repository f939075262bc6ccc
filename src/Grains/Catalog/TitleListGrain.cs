using Orleans.Concurrency;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Grains.Catalog;

[StatelessWorker]
internal sealed class TitleListGrain(IRowQueries rows) : Grain, ITitleListGrain
{
    public async Task<TitlePage> List(int limit, string? cursor)
    {
        if (limit is < 1 or > RowQuery.MaxLimit)
        {
            throw new DomainException(ErrorKind.Invalid, "limit-invalid", $"A page has 1 to {RowQuery.MaxLimit} titles.");
        }

        try
        {
            var page = await rows.ListAsync<TitleRecord>(
                new RowQuery
                {
                    Equal = new Dictionary<string, object?> { ["org_id"] = this.GetPrimaryKey() },
                    OrderBy = "created_at",
                    Descending = true,
                    Cursor = cursor,
                    Limit = limit,
                },
                CancellationToken.None);

            // Titles at work know more than their rows; all others are shown as they are stored.
            var views = await Task.WhenAll(page.Rows.Where(row => row.State.State != TitleState.Deleted).Select(ViewAsync));
            return new TitlePage([.. views.OfType<TitleView>()], page.NextCursor);
        }
        catch (InvalidCursorException exception)
        {
            throw new DomainException(ErrorKind.Invalid, "cursor-invalid", "The cursor is not one that this list gave out. Begin again without one.", exception);
        }
    }

    private async Task<TitleView?> ViewAsync(StoredRow<TitleRecord> row)
    {
        var id = Guid.Parse(row.Id);
        if (row.State.State is TitleState.Published or TitleState.Failed && row.State.Encode is not { IsRunning: true })
        {
            return TitleViews.Of(id, row.State, report: null, trackReports: null, encodeReports: null, row.Version);
        }

        try
        {
            return await GrainFactory.GetGrain<ITitleGrain>(id).Get();
        }
        catch (DomainException exception) when (exception.Kind == ErrorKind.NotFound)
        {
            // Deleted since the page was read.
            return null;
        }
    }
}
