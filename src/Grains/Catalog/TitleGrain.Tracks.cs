using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Presentations;

namespace StreamVerse.Grains.Catalog;

/// <content>Tracks that come and go after the publication.</content>
internal sealed partial class TitleGrain
{
    private readonly Dictionary<Guid, JobReport> _trackReports = [];

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
        TitleTracks.Leave(state.State, track, clock.GetUtcNow(), playback.Value.LongestSession);
        await WriteAsync();
        Changed();
        ScheduleTidying(TimeSpan.Zero);
    }

    public async Task RemoveTrack(string renditionId)
    {
        ArgumentNullException.ThrowIfNull(renditionId);
        ThrowIfAbsent();
        if (Retirement.IsGoing(state.State, renditionId))
        {
            return;
        }

        var removed = TitleTracks.RequireRemovable(state.State, renditionId);
        await RemindAsync();
        await ReplaceFactsAsync(TitleTracks.Without(state.State.Presentation!, removed.RenditionIds), now =>
        {
            TitleTracks.Leave(state.State, removed, now, playback.Value.LongestSession);
            state.State.Raise(TitleEvents.TrackRemoved, now, new { titleId = Id, orgId = state.State.OrgId, state.State.Title, renditionIds = removed.RenditionIds });
        });
        ScheduleTidying(TimeSpan.Zero);
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

                await _files.RemoveTrackAsync(Id, state.State, track, cancellationToken);
                return true;
            default:
                return false;
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
}
