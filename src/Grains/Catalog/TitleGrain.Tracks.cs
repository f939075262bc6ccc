using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Grains.Catalog;

/// <summary>
/// Tracks that come and go after the publication. While one does, a reminder, or the sweeper in its place, wakes the title
/// every minute, so that a crash at any moment delays it and leaves nothing behind.
/// </summary>
internal sealed partial class TitleGrain : IRemindable
{
    private const string TracksReminder = "tracks";
    private static readonly TimeSpan ReminderInterval = TimeSpan.FromMinutes(1);

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
            await RemindAsync();
            (track.HasSource, track.State, track.Error) = (true, TrackState.Processing, null);
            await WriteAsync();
            Changed();
        }

        await StartTrackJob(track);
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
        if (!Exists || !TitleTracks.HasWork(state.State))
        {
            if (await this.GetReminder(TracksReminder) is { } reminder)
            {
                await this.UnregisterReminder(reminder);
            }

            return;
        }

        // The sweeper reminds as well, in case the reminder does not come; where both do, one of them is enough.
        if (_remindedAt is { } before && clock.GetElapsedTime(before) < ReminderInterval / 2)
        {
            return;
        }

        _remindedAt = clock.GetTimestamp();
        await ResumeTracksAsync();
    }

    /// <summary>Takes up what a crash may have left half done. What is stored of the facts may be of a change that was never decided.</summary>
    private async Task ResumeTracksAsync()
    {
        if (TitleTracks.HasWork(state.State))
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
                track.State = TrackState.Added;
                track.RenditionIds = [.. made.Audio.Select(audio => audio.Id), .. made.Subtitles.Select(subtitle => subtitle.Id)];
                track.Notices = report.Notices;
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

    /// <summary>Looks after uploads, jobs and files of tracks. It interleaves, as those may call this grain meanwhile, and changes no state.</summary>
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

            if (_settled.Count > 0)
            {
                this.RegisterGrainTimer(Settle, new GrainTimerCreationOptions(TimeSpan.Zero, Timeout.InfiniteTimeSpan) { KeepAlive = true });
            }

            if (Exists && state.State.Tracks.Exists(track => track.State == TrackState.Removing))
            {
                ScheduleTidying(TitleTracks.RemovalGrace);
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

    /// <summary>Forgets the tracks of which nothing is left.</summary>
    private async Task Settle(CancellationToken cancellationToken)
    {
        if (Exists && state.State.Tracks.RemoveAll(track => _settled.Contains(track.Id)) > 0)
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
