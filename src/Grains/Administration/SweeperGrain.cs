using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Administration;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Playback;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Catalog;
using StreamVerse.Grains.Playback;
using StreamVerse.Grains.Transcoding;
using StreamVerse.Storage;
using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Grains.Administration;

internal sealed partial class SweeperGrain(
    IRowQueries rows, IReminderTable reminders, Janitor janitor, CatalogMetrics metrics, TimeProvider clock, ILogger<SweeperGrain> logger) : Grain, ISweeperGrain, IRemindable
{
    private const string ReminderName = "sweep";
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>How long after a sweep the reminder counts as lost; with a reminder that comes, never.</summary>
    private static readonly TimeSpan Overdue = Interval * 1.5;

    /// <summary>
    /// Grains that are woken at once. One by one, a cluster in which 200 sessions a second expire would fall behind: each
    /// takes some milliseconds to be read, written and put to sleep again. Many at once would keep viewers' calls waiting.
    /// </summary>
    private const int AtOnce = 16;

    private long? _sweptAt;

    public async Task Start()
    {
        try
        {
            await this.RegisterOrUpdateReminder(ReminderName, Interval, Interval);
        }
        finally
        {
            await SweepAsync();
        }
    }

    public async Task EnsureSwept()
    {
        if (_sweptAt is { } sweptAt)
        {
            var since = clock.GetElapsedTime(sweptAt);
            if (since < Overdue)
            {
                return;
            }

            LogOverdue(since);
        }

        await Start();
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => SweepAsync();

    private async Task SweepAsync()
    {
        var now = clock.GetUtcNow();
        try
        {
            await ForEachAsync<UploadRecord>(UploadState.Assembling, null, id => GrainFactory.GetGrain<IUploadGrain>(id).Resume());
            await ForEachAsync<UploadRecord>(UploadState.Active, now, id => GrainFactory.GetGrain<IUploadGrain>(id).Resume());
            await ForEachAsync<UploadRecord>(UploadState.Finished, now, id => GrainFactory.GetGrain<IUploadGrain>(id).Resume());
            var active = new Dictionary<string, object?> { ["state"] = StateNames.Of(UploadState.Active) };
            metrics.SetUnfinishedUploadBytes(await rows.SumAsync<UploadRecord>("size_bytes", active, CancellationToken.None));
            foreach (var state in (TitleState[])[TitleState.Uploaded, TitleState.Inspecting, TitleState.Transcoding, TitleState.Deleted])
            {
                await ForEachAsync<TitleRecord>(state, null, id => GrainFactory.GetGrain<ITitleGrain>(id).Resume());
            }

            foreach (var state in (BulkEncodeState[])[BulkEncodeState.Running, BulkEncodeState.Cancelling])
            {
                await ForEachAsync<BulkEncodeRecord>(state, null, id => GrainFactory.GetGrain<IBulkEncodeGrain>(id).Resume());
            }

            await ForEachAsync<JobRecord>(JobPhase.Publishing, null, id => GrainFactory.GetGrain<ITranscodeJobGrain>(id).Resume());
            await ForEachAsync<SessionRecord>(SessionState.Active, now, id => GrainFactory.GetGrain<ISessionGrain>(id).Sweep());
            await ForEachAsync<SessionRecord>(SessionState.Ended, now - SessionGrain.Retention, id => GrainFactory.GetGrain<ISessionGrain>(id).Sweep());
            await TickRemindersAsync(now);
            await janitor.RunIfDueAsync();
        }
        catch (StoreUnavailableException exception)
        {
            LogPostponed(exception);
        }
        finally
        {
            _sweptAt = clock.GetTimestamp();
        }
    }

    /// <summary>
    /// Does for every reminder in the table whose time has come what it does itself when it comes. Orleans' reminders have
    /// been seen to stop after silos were replaced; nothing that they wake may wait for them alone. One that comes as well
    /// does no harm.
    /// </summary>
    private async Task TickRemindersAsync(DateTimeOffset now)
    {
        // From a point of the ring to itself: all of it.
        var all = await reminders.ReadRows(0, 0);
        foreach (var reminder in all.Reminders.Where(reminder => reminder.StartAt <= now.UtcDateTime && reminder.GrainId != this.GetGrainId()))
        {
            try
            {
                await GrainFactory.GetGrain<IRemindable>(reminder.GrainId).ReceiveReminder(reminder.ReminderName, new TickStatus(reminder.StartAt, reminder.Period, now.UtcDateTime));
            }
            catch (Exception exception)
            {
                LogWakeFailed(exception, reminder.ReminderName, reminder.GrainId.ToString());
            }
        }
    }

    /// <summary>Wakes the grains of all rows in a state, or of those only that expired before a time.</summary>
    private async Task ForEachAsync<TState>(Enum state, DateTimeOffset? expiredBefore, Func<Guid, Task> wake)
        where TState : class
    {
        string? cursor = null;
        do
        {
            var page = await rows.ListIdsAsync<TState>(
                new RowQuery
                {
                    Equal = new Dictionary<string, object?> { ["state"] = StateNames.Of(state) },
                    BeforeColumn = expiredBefore is null ? null : "expires_at",
                    BeforeTime = expiredBefore ?? default,
                    Cursor = cursor,
                    Limit = RowQuery.MaxLimit,
                },
                CancellationToken.None);
            foreach (var ids in page.Ids.Chunk(AtOnce))
            {
                await Task.WhenAll(ids.Select(WakeAsync));
            }

            cursor = page.NextCursor;
        }
        while (cursor is not null);

        async Task WakeAsync(string id)
        {
            try
            {
                await wake(Guid.Parse(id));
            }
            catch (Exception exception)
            {
                // One row that cannot be mended must not keep the others from being found.
                LogWakeFailed(exception, typeof(TState).Name, id);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No reminder has come since the last sweep {Since} ago; a silo asked for this one, and the reminder is asked for anew.")]
    private partial void LogOverdue(TimeSpan since);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sweep is postponed.")]
    private partial void LogPostponed(Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "{State} {Id} could not be taken up again.")]
    private partial void LogWakeFailed(Exception exception, string state, string id);
}
