using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Grains.Abstractions.Transcoding.Remote;
using StreamVerse.Grains.Playback;
using StreamVerse.Media.Presentations;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Grains.Catalog;

internal sealed partial class TitleGrain(
    [PersistentState("title")] IPersistentState<TitleRecord> state,
    IObjectStore objects,
    IGrainFactory grains,
    IOptions<PlaybackOptions> playback,
    TimeProvider clock,
    ILogger<TitleGrain> logger) : Grain, ITitleGrain
{
    /// <summary>
    /// How long after a deletion the files are removed once more: a worker that had not yet heard that its lease is
    /// lost may have stored something meanwhile.
    /// </summary>
    private static readonly TimeSpan DeletionGrace = WorkProtocol.LateWrites;

    private static readonly Task<TitleView?> s_unchanged = Task.FromResult<TitleView?>(null);

    private readonly TitleFiles _files = new(objects, grains);
    private JobReport? _report;
    private IGrainTimer? _removal;

    private Guid Id => this.GetPrimaryKey();

    private bool Exists => state.RecordExists && state.State.State != TitleState.Deleted;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        OpenRevisions();
        _isGoingStored = state.RecordExists && state.State.Original == OriginalState.Going;
        if (HasWork)
        {
            ScheduleTidying(TimeSpan.Zero);
        }

        return Task.CompletedTask;
    }

    public async Task Create(NewTitle title)
    {
        ArgumentNullException.ThrowIfNull(title);
        if (state.RecordExists)
        {
            return;
        }

        TitleProgress.Begin(state.State, Id, title, clock.GetUtcNow());
        state.State.TraceParent = title.TraceParent;
        state.State.Priority = title.Priority;
        await WriteAsync();
        Changed();
    }

    public async Task SourceArrived()
    {
        if (!Exists)
        {
            return;
        }

        if (!state.State.HasSource)
        {
            // An assembly that had been given up may go right at a later try.
            state.State.HasSource = true;
            state.State.State = TitleState.Uploaded;
            state.State.Error = null;
            await WriteAsync();
            Changed();
        }

        await StartJob();
    }

    public async Task SourceFailed(TitleError error)
    {
        // Told again by every further try; it is one failure as long as the reason stays the same.
        if (Exists && !state.State.HasSource && state.State.Error != error)
        {
            await Fail(error);
        }
    }

    public Task<TitleView> Get()
    {
        ThrowIfAbsent();
        return Task.FromResult(View());
    }

    public Task<TitleView?> GetIfChanged(long revision)
    {
        ThrowIfAbsent();
        return revision == _revision ? s_unchanged : Task.FromResult<TitleView?>(View());
    }

    public Task<Presentation?> GetPresentation()
    {
        ThrowIfAbsent();
        return Task.FromResult(state.State.Presentation);
    }

    public Task<PlayableVersion?> GetPlayable()
    {
        ThrowIfAbsent();
        return Task.FromResult(state.State.Presentation is { } presentation ? new PlayableVersion(presentation.Version, presentation.Revision) : null);
    }

    public async Task<TitleView> Retry()
    {
        ThrowIfAbsent();
        var record = state.State;
        if (record.State != TitleState.Failed)
        {
            throw new DomainException(ErrorKind.Conflict, "title-not-failed", "Only a title whose state is 'failed' can be retried.");
        }

        record.State = record.HasSource ? TitleState.Inspecting : TitleState.Uploaded;
        record.Error = null;
        _report = null;
        await WriteAsync();
        Changed();
        if (record.HasSource)
        {
            await grains.GetGrain<ITranscodeJobGrain>(record.JobId).Retry();
            await StartJob();
        }
        else
        {
            await grains.GetGrain<IUploadGrain>(record.UploadId).Resume();
        }

        return View();
    }

    public async Task Delete()
    {
        ThrowIfAbsent();
        var now = clock.GetUtcNow();
        state.State.State = TitleState.Deleted;
        state.State.DeletedAt = now;
        state.State.Raise(TitleEvents.Deleted, now, new { titleId = Id, orgId = state.State.OrgId, state.State.Title });
        await WriteAsync();
        Gone();
        LogDeleted(Id);
        ScheduleRemoval(TimeSpan.Zero);
    }

    public async Task ReportJob(JobReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (Exists && TitleTracks.OfJob(state.State, report.JobId) is { } track)
        {
            await ReportTrack(track, report);
            return;
        }

        if (Exists && state.State.Encode is { IsRunning: true } encode && encode.JobIds.Contains(report.JobId))
        {
            await ReportEncode(encode, report);
            return;
        }

        if (!Exists || report.JobId != state.State.JobId || state.State.State is TitleState.Published)
        {
            return;
        }

        _report = report;
        var record = state.State;
        switch (report.Phase)
        {
            case JobPhase.Failed when record.State != TitleState.Failed:
                await Fail(report.Error ?? new TitleError("internal", "Transcoding failed. Try again."));
                return;
            case JobPhase.Done:
                await Publish(report);
                return;
            case JobPhase.Inspecting:
                await Advance(TitleState.Inspecting, report);
                break;
            case JobPhase.Encoding or JobPhase.Publishing:
                await Advance(TitleState.Transcoding, report);
                break;
        }

        Changed();
    }

    public async Task Resume()
    {
        if (!state.RecordExists)
        {
            return;
        }

        var record = state.State;
        if (record.State == TitleState.Deleted)
        {
            ScheduleRemoval(TimeSpan.Zero);
        }
        else if (record.State == TitleState.Published)
        {
            await ResumeWorkAsync();
        }
        else if (record.HasSource && record.State is TitleState.Uploaded or TitleState.Inspecting or TitleState.Transcoding)
        {
            await StartJob();
        }
    }

    private Task StartJob()
    {
        var record = state.State;
        return grains.GetGrain<ITranscodeJobGrain>(record.JobId)
            .Start(new TranscodeOrder(Id, record.OrgId, record.SourcePath, record.Version.ToString(System.Globalization.CultureInfo.InvariantCulture), TraceParent: record.TraceParent, Priority: record.Priority));
    }

    private async Task Advance(TitleState next, JobReport report)
    {
        if (TitleProgress.Advance(state.State, next, report))
        {
            await WriteAsync();
        }
    }

    private async Task Publish(JobReport report)
    {
        var isOriginalUnwanted = await IsOriginalUnwantedAsync();
        TitleProgress.Publish(state.State, Id, report, clock.GetUtcNow());
        state.State.Original = isOriginalUnwanted ? OriginalState.Checking : state.State.Original;
        await WriteAsync();
        LogPublished(Id);
        Changed();
        if (isOriginalUnwanted)
        {
            ScheduleTidying(TimeSpan.Zero);
        }
    }

    private async Task Fail(TitleError error)
    {
        TitleProgress.Fail(state.State, Id, error, clock.GetUtcNow());
        await WriteAsync();
        LogFailed(Id, error.Code, error.Message);
        Changed();
    }

    private void ScheduleRemoval(TimeSpan delay)
    {
        _removal?.Dispose();
        _removal = this.RegisterGrainTimer(RemoveFiles, new GrainTimerCreationOptions(delay, Timeout.InfiniteTimeSpan) { KeepAlive = true, Interleave = true });
    }

    private async Task RemoveFiles(CancellationToken cancellationToken)
    {
        try
        {
            var record = state.State;
            var graceEnds = record.DeletedAt!.Value + DeletionGrace;

            // Before, not after: what is stored behind the back of a removal that takes long is found by the next one.
            var isLast = clock.GetUtcNow() >= graceEnds;
            await _files.RemoveAllAsync(Id, record, cancellationToken);
            if (cancellationToken.IsCancellationRequested)
            {
                // Another removal was asked for meanwhile, and has its own timer, which must stand.
                return;
            }

            if (!isLast)
            {
                var rest = graceEnds - clock.GetUtcNow();
                ScheduleRemoval(rest > TimeSpan.Zero ? rest : TimeSpan.Zero);
                return;
            }

            await state.RemoveAsync(cancellationToken);
            DeactivateOnIdle();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The row stays, so the sweeper finds it again even if this silo dies.
            LogRemovalPostponed(exception, Id);
            ScheduleRemoval(TimeSpan.FromSeconds(30));
        }
    }

    private async Task WriteAsync()
    {
        try
        {
            await this.StoreOrForgetAsync(state);
        }
        catch
        {
            LetGo();
            throw;
        }
    }

    private TitleView View() => TitleViews.Of(Id, state.State, _report, _trackReports, _encodeReports, _revision);

    private void ThrowIfAbsent()
    {
        if (!Exists)
        {
            throw Absent();
        }
    }

    private DomainException Absent() => new(ErrorKind.NotFound, "title-not-found", $"There is no title {Id:N}.");

    [LoggerMessage(Level = LogLevel.Information, Message = "Title {TitleId} is published.")]
    private partial void LogPublished(Guid titleId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Title {TitleId} failed ({Code}): {Reason}")]
    private partial void LogFailed(Guid titleId, string code, string reason);

    [LoggerMessage(Level = LogLevel.Information, Message = "Title {TitleId} is deleted; its files are being removed.")]
    private partial void LogDeleted(Guid titleId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The files of deleted title {TitleId} could not be removed yet; trying again.")]
    private partial void LogRemovalPostponed(Exception exception, Guid titleId);
}
