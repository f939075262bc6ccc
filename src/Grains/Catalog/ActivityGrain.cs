using Orleans.Concurrency;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Storage.Relational.Activity;
using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Grains.Catalog;

[StatelessWorker]
internal sealed class ActivityGrain(IActivityLog activity) : Grain, IActivityGrain
{
    public async Task<ActivityPage> List(int limit, string? cursor)
    {
        if (limit is < 1 or > RowQuery.MaxLimit)
        {
            throw new DomainException(ErrorKind.Invalid, "limit-invalid", $"A page has 1 to {RowQuery.MaxLimit} entries.");
        }

        try
        {
            var page = await activity.ListAsync(this.GetPrimaryKey(), limit, cursor, CancellationToken.None);
            return new ActivityPage([.. page.Items.Select(Item)], page.NextCursor);
        }
        catch (InvalidCursorException exception)
        {
            throw new DomainException(ErrorKind.Invalid, "cursor-invalid", "The cursor is not one that this list gave out. Begin again without one.", exception);
        }
    }

    private static ActivityItem Item(ActivityEntry entry) => new(
        entry.Id,
        entry.Kind,
        entry.TitleId,
        entry.Title,
        entry is { Code: { } code, Message: var message } ? new TitleError(code, message ?? "") : null,
        entry.OccurredAt);
}
