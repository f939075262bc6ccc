using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Catalog;

namespace StreamVerse.Grains.Catalog;

/// <content>
/// What is to be done for a title after its publication. While there is anything, a reminder, or the sweeper in its place,
/// wakes the title every minute, so that a crash at any moment delays it and leaves nothing behind.
/// </content>
internal sealed partial class TitleGrain : IRemindable
{
    private const string TracksReminder = "tracks";
    private static readonly TimeSpan ReminderInterval = TimeSpan.FromMinutes(1);

    /// <summary>Later than a time by this is after it.</summary>
    private static readonly TimeSpan Shortly = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<Guid> _settled = [];
    private IGrainTimer? _tidying;

    /// <remarks>The sweeper calls it as well, in case the reminder does not come: what is done here may be done twice.</remarks>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (HasWork)
        {
            await ResumeWorkAsync();
            return;
        }

        if (Exists && state.State is { State: TitleState.Published, Presentation: { } facts })
        {
            await _files.StoreFactsAsync(Id, facts);
        }

        if (Exists && state.State.Retired.Count > 0)
        {
            await this.RegisterOrUpdateReminder(TracksReminder, state.State.Retired.Min(output => output.From) - clock.GetUtcNow() + Shortly, ReminderInterval);
        }
        else if (await this.GetReminder(TracksReminder) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
        }
    }

    /// <summary>Whether there is anything to do about tracks, re-encodes, the original and output that is to go.</summary>
    private bool HasWork => Exists && (TitleTracks.HasWork(state.State) || state.State.Encode is { IsRunning: true } || IsOriginalDue || state.State.Retired.Exists(output => output.From <= clock.GetUtcNow()));

    /// <summary>Takes up what a crash may have left half done. What is stored of the facts may be of a change that was never decided.</summary>
    private async Task ResumeWorkAsync()
    {
        if (HasWork)
        {
            await _files.StoreFactsAsync(Id, state.State.Presentation!);
            ScheduleTidying(TimeSpan.Zero);
        }
    }

    private async Task RemindAsync() => await this.RegisterOrUpdateReminder(TracksReminder, ReminderInterval, ReminderInterval);

    private void ScheduleTidying(TimeSpan delay)
    {
        _tidying?.Dispose();
        _tidying = this.RegisterGrainTimer(Tidy, new GrainTimerCreationOptions(delay, Timeout.InfiniteTimeSpan) { KeepAlive = true, Interleave = true });
    }

    /// <summary>Looks after uploads, jobs and files of tracks, after re-encodes, the original and output that is to go. It interleaves, as those may call this grain meanwhile, and changes no state.</summary>
    private async Task Tidy(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var track in state.State.Tracks.ToList())
            {
                if (Exists && await IsOverAsync(track, cancellationToken))
                {
                    _settled.Add(track.Id);
                }
            }

            if (Exists)
            {
                await StartEncodeJobsAsync();
                await LookAfterOriginalAsync(cancellationToken);
            }

            foreach (var output in state.State.Retired.ToList())
            {
                if (Exists && await IsClearedAsync(output, cancellationToken))
                {
                    _settled.Add(output.Id);
                }
            }

            if (_settled.Count > 0)
            {
                this.RegisterGrainTimer(Settle, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { KeepAlive = true });
            }

            // Where another tidying was asked for meanwhile, that has its own timer, which must stand.
            if (!cancellationToken.IsCancellationRequested && Exists && NextTidying() is { } pause)
            {
                ScheduleTidying(pause);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The row still says what is to be done, and the reminder comes again.
            LogTidyingPostponed(exception, Id);
            if (!cancellationToken.IsCancellationRequested)
            {
                ScheduleTidying(TimeSpan.FromSeconds(30));
            }
        }
    }

    /// <summary>Clears output that nobody can want any more. Answers whether nothing can come back.</summary>
    private async Task<bool> IsClearedAsync(RetiredOutput output, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await _files.EndJobsAsync(output.JobIds);
        if (now < output.From)
        {
            return false;
        }

        await _files.RemoveOutputAsync(Id, output, cancellationToken);
        return now >= output.Until;
    }

    /// <summary>When to tidy next; <see langword="null"/> where nothing is to go before long: what goes later is for the reminder.</summary>
    private TimeSpan? NextTidying()
    {
        var now = clock.GetUtcNow();
        var soon = state.State.Retired.Where(output => !_settled.Contains(output.Id)).Select(output => (output.From > now ? output.From : output.Until) - now)
            .Concat(state.State.Tracks.Where(track => track.State == TrackState.Removing && !_settled.Contains(track.Id)).Select(_ => TitleTracks.RemovalGrace))
            .Where(pause => pause <= TitleTracks.RemovalGrace)
            .Select(pause => (pause > TimeSpan.Zero ? pause : TimeSpan.Zero) + Shortly)
            .ToList();
        return soon.Count == 0 ? null : soon.Min();
    }

    /// <summary>Forgets the tracks and the output of which nothing is left.</summary>
    private async Task Settle(CancellationToken cancellationToken)
    {
        if (Exists && state.State.Tracks.RemoveAll(track => _settled.Contains(track.Id)) + state.State.Retired.RemoveAll(output => _settled.Contains(output.Id)) > 0)
        {
            _settled.Clear();
            await WriteAsync();
            Changed();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What is to be done for title {TitleId} could not be done yet; trying again.")]
    private partial void LogTidyingPostponed(Exception exception, Guid titleId);
}
