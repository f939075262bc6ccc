using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Grains.Catalog;

/// <summary>
/// Tracks that come and go after the publication. While one does, or anything else is to be done for the title, a reminder,
/// or the sweeper in its place, wakes it every minute, so that a crash at any moment delays it and leaves nothing behind.
/// </summary>
internal sealed partial class TitleGrain : IRemindable
{
    private const string TracksReminder = "tracks";
    private static readonly TimeSpan ReminderInterval = TimeSpan.FromMinutes(1);

    /// <summary>Later than a time by this is after it.</summary>
    private static readonly TimeSpan Shortly = TimeSpan.FromMilliseconds(100);

    private readonly Dictionary<Guid, JobReport> _trackReports = [];
    private readonly HashSet<Guid> _settled = [];
    private IGrainTimer? _tidying;
    private long? _remindedAt;

    public async Task AddTrack(NewTrack track)
    {
        ArgumentNullException.ThrowIfNull(track);
        ThrowIfAbsent();
        if (track.OrgId != state.State.OrgId)
        {
            throw new DomainException(ErrorKind.NotFound, "title-not-found", $"There is no title {Id:N}.");
        }

        if (state.State.Tracks.Exists(known => known.Id == track.UploadId))
        {
            return;
        }

        await RemindAsync();
        TitleTracks.Add(state.State, track);
        await WriteAsync();
        Changed();
    }

    public async Task TrackArrived(Guid trackId)
    {
        if (!Exists || TitleTracks.Find(state.State, trackId) is not { } track)
        {
            return;
        }

        if (!track.HasSource)
        {
            // One that had failed to arrive may come after all while the title is encoded anew: it would be cut for the old version.
            var mustWait = state.State.Encode is { IsRunning: true };
            await RemindAsync();
            (track.HasSource, track.State, track.Error) = mustWait
                ? (true, TrackState.Failed, new TitleError("encode-running", "The file came while the title was being encoded anew. Retry when that is done."))
                : (true, TrackState.Processing, null);
            await WriteAsync();
            Changed();
        }

        if (track.State == TrackState.Processing)
        {
            await StartTrackJob(track);
        }
    }

    public async Task TrackLost(Guid trackId, TitleError? error)
    {
        if (!Exists || TitleTracks.Find(state.State, trackId) is not { HasSource: false } track)
        {
            return;
        }

        if (error is null)
        {
            state.State.Tracks.Remove(track);
        }
        else
        {
            (track.State, track.Error) = (TrackState.Failed, error);
        }

        await WriteAsync();
        Changed();
    }

    public async Task<TitleView> RetryTrack(Guid trackId)
    {
        var track = RequireAddition(trackId);
        if (track.State != TrackState.Failed)
        {
            throw new DomainException(ErrorKind.Conflict, "addition-not-failed", "Only an addition whose state is 'failed' can be retried.");
        }

        TitleEncodes.ThrowIfRunning(state.State);
        await RemindAsync();
        (track.State, track.Error) = (track.HasSource ? TrackState.Processing : TrackState.Uploading, null);
        _trackReports.Remove(trackId);
        await WriteAsync();
        Changed();
        if (track.HasSource)
        {
            await grains.GetGrain<ITranscodeJobGrain>(track.JobId).Retry();
            await StartTrackJob(track);
        }
        else
        {
            await grains.GetGrain<IUploadGrain>(trackId).Resume();
        }

        return View();
    }

    public async Task DismissTrack(Guid trackId)
    {
        var track = RequireAddition(trackId);
        await RemindAsync();
        TitleTracks.Leave(state.State, track, clock.GetUtcNow());
        await WriteAsync();
        Changed();
        ScheduleTidying(TimeSpan.Zero);
    }

    public async Task RemoveTrack(string renditionId)
    {
        ArgumentNullException.ThrowIfNull(renditionId);
        ThrowIfAbsent();
        if (state.State.Tracks.Exists(track => track.State == TrackState.Removing && track.RenditionIds.Contains(renditionId)))
        {
            return;
        }

        var removed = TitleTracks.RequireRemovable(state.State, renditionId);
        await RemindAsync();
        await ReplaceFactsAsync(TitleTracks.Without(state.State.Presentation!, removed.RenditionIds), now =>
        {
            TitleTracks.Leave(state.State, removed, now);
            state.State.Raise(TitleEvents.TrackRemoved, now, new { titleId = Id, orgId = state.State.OrgId, state.State.Title, renditionIds = removed.RenditionIds });
        });
        ScheduleTidying(TimeSpan.Zero);
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        // The sweeper reminds as well, in case the reminder does not come; where both do, one of them is enough.
        if (_remindedAt is { } before && clock.GetElapsedTime(before) < ReminderInterval / 2)
        {
            return;
        }

        _remindedAt = clock.GetTimestamp();
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

    private async Task ReportTrack(TrackRecord track, JobReport report)
    {
        if (track.State != TrackState.Processing)
        {
            return;
        }

        _trackReports[track.Id] = report;
        if (report is { Phase: JobPhase.Done, Added: { } made })
        {
            await ReplaceFactsAsync(TitleTracks.With(state.State.Presentation!, made), now =>
            {
                TitleTracks.Take(track, made, report.Notices);
                state.State.Raise(TitleEvents.TrackAdded, now, new { titleId = Id, orgId = state.State.OrgId, state.State.Title, renditionIds = track.RenditionIds });
            });
            _trackReports.Remove(track.Id);
            LogTrackAdded(Id, track.Name);
        }
        else if (report.Phase == JobPhase.Failed)
        {
            (track.State, track.Error) = (TrackState.Failed, report.Error ?? new TitleError("internal", "The track could not be made. Try again."));
            await WriteAsync();
            LogTrackFailed(Id, track.Name, track.Error.Code, track.Error.Message);
            Changed();
        }
        else
        {
            Changed();
        }
    }

    /// <summary>
    /// Stores the facts, then the state: whoever is told of a track finds it in the playlists. Where the second fails,
    /// the facts are put right by the next try, or by the reminder.
    /// </summary>
    private async Task ReplaceFactsAsync(Presentation facts, Action<DateTimeOffset> change)
    {
        await _files.StoreFactsAsync(Id, facts);
        change(clock.GetUtcNow());
        state.State.Presentation = facts;
        await WriteAsync();
        Changed();
    }

    private Task StartTrackJob(TrackRecord track) => grains.GetGrain<ITranscodeJobGrain>(track.JobId).Start(TitleTracks.OrderOf(Id, state.State, track));

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

            if (Exists && NextTidying() is { } pause)
            {
                ScheduleTidying(pause);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The row still says what is to be done, and the reminder comes again.
            LogTidyingPostponed(exception, Id);
            ScheduleTidying(TimeSpan.FromSeconds(30));
        }
    }

    /// <summary>Goes on with a track. Answers whether nothing is left of it.</summary>
    private async Task<bool> IsOverAsync(TrackRecord track, CancellationToken cancellationToken)
    {
        switch (track.State)
        {
            case TrackState.Uploading:
                return await HasGoneAsync(track.Id) && track.State == TrackState.Uploading;
            case TrackState.Processing:
                await StartTrackJob(track);
                return false;
            case TrackState.Removing:
                await _files.EndTrackAsync(track, cancellationToken);
                if (clock.GetUtcNow() < track.RemovedAt + TitleTracks.RemovalGrace)
                {
                    return false;
                }

                await _files.RemoveTrackAsync(Id, state.State.Presentation!.Version, track, cancellationToken);
                return true;
            default:
                return false;
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

    /// <summary>Whether an upload is no more: it was given up, or has expired.</summary>
    private async Task<bool> HasGoneAsync(Guid uploadId)
    {
        try
        {
            await grains.GetGrain<IUploadGrain>(uploadId).Get();
            return false;
        }
        catch (DomainException exception) when (exception.Kind is ErrorKind.NotFound or ErrorKind.Gone)
        {
            return true;
        }
    }

    private TrackRecord RequireAddition(Guid trackId)
    {
        ThrowIfAbsent();
        return TitleTracks.Find(state.State, trackId)
            ?? throw new DomainException(ErrorKind.NotFound, "addition-not-found", $"The title has no addition {trackId:N}: it is done, or was dismissed.");
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Title {TitleId} has the track '{Name}' now.")]
    private partial void LogTrackAdded(Guid titleId, string name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Title {TitleId} could not get the track '{Name}' ({Code}): {Reason}")]
    private partial void LogTrackFailed(Guid titleId, string name, string code, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The tracks of title {TitleId} could not be tidied yet; trying again.")]
    private partial void LogTidyingPostponed(Exception exception, Guid titleId);
}
