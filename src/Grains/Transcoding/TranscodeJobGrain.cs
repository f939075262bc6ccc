using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Ladders;
using StreamVerse.Media.Presentations;
using StreamVerse.Media.Sources;
using StreamVerse.Storage;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Grains.Transcoding;

internal sealed partial class TranscodeJobGrain(
    [PersistentState("job")] IPersistentState<JobRecord> state,
    IObjectStore objects,
    IOptions<TranscodingOptions> options,
    TimeProvider clock,
    ILogger<TranscodeJobGrain> logger) : Grain, ITranscodeJobGrain
{
    private const string EncodersDiffer = "encoders-differ";
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(500);

    private readonly LeaseLedger _ledger = new(clock, options.Value.LeaseLifetime);
    private JobReports? _reporting;
    private JobItems? _items;
    private IGrainTimer? _reports;
    private bool _reportDue;
    private bool _isStoring;
    private int _publishTries;

    private Guid Id => this.GetPrimaryKey();

    private JobRecord Job => state.State;

    private JobReports Reporting => _reporting ??= new JobReports(clock, _ledger);

    private bool IsOpen => state.RecordExists && Job.Phase is JobPhase.Inspecting or JobPhase.Encoding or JobPhase.Publishing;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (IsOpen)
        {
            await OpenEpoch();
        }

        if (IsOpen && Job.Phase == JobPhase.Publishing)
        {
            ReportSoon();
        }
    }

    public async Task Start(TranscodeOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (!state.RecordExists)
        {
            Job.TitleId = order.TitleId;
            Job.OrgId = order.OrgId;
            Job.SourcePath = order.SourcePath;
            Job.Version = order.Version;
            Job.Phase = JobPhase.Inspecting;
            Job.CreatedAt = clock.GetUtcNow();
            await OpenEpoch();
        }

        await Resume();
    }

    public async Task Retry()
    {
        if (state.RecordExists && Job.Phase == JobPhase.Failed)
        {
            if (Job.Error?.Code == EncodersDiffer)
            {
                // The encoder has changed since: only all chunks anew fit together.
                foreach (var item in Job.Results.Where(entry => entry.Value is VideoChunkResult).Select(entry => entry.Key).ToList())
                {
                    Job.Results.Remove(item);
                }
            }

            Job.Phase = Job.Plan is null ? JobPhase.Inspecting : IsAllDone ? JobPhase.Publishing : JobPhase.Encoding;
            Job.Error = null;
            _publishTries = 0;
            await OpenEpoch();
            await Resume();
        }
    }

    public async Task Resume()
    {
        if (!state.RecordExists)
        {
            return;
        }

        ReportSoon();
        if (!IsOpen)
        {
            return;
        }

        if (Job.Phase != JobPhase.Publishing)
        {
            await Fleet().Announce(Id);
        }
    }

    public async Task Cancel()
    {
        if (state.RecordExists)
        {
            await Fleet().Remove(Id);
            _reports?.Dispose();
            await state.RemoveAsync();
        }

        DeactivateOnIdle();
    }

    public async Task<WorkLease?> TryLease(WorkerDescription worker, bool urgentOnly)
    {
        ArgumentNullException.ThrowIfNull(worker);
        if (FindFreeItem(worker, urgentOnly) is not { } item)
        {
            return null;
        }

        if (_ledger.TriesOf(item) >= options.Value.MaxTries)
        {
            await GiveUp(new TitleError("worker-lost", "Every worker that took a part of the video went silent over it. Retry; if it happens again, export the file anew and upload that."));
            return null;
        }

        return Lease(item, worker);
    }

    public Task<bool> Heartbeat(WorkLeaseId lease, WorkProgress progress)
    {
        _reportDue = true;
        return Task.FromResult(IsOpen && _ledger.Keep(lease, progress));
    }

    public async Task<bool> Complete(WorkLeaseId lease, WorkResult result)
    {
        if (!IsOpen || !_ledger.Holds(lease))
        {
            return false;
        }

        switch (result)
        {
            case InspectResult inspection when lease.Item == JobItems.Inspection && _items is null:
                await Begin(inspection.Source);
                break;
            case VideoChunkResult chunk when DisagreesWithOthers(lease.Item, chunk):
                await Fail(lease, new WorkFailure(WorkFailureKind.Transient, EncodersDiffer, "A chunk was encoded with other settings than the rest.", null));
                return true;
            case not null when _items?.IsResultOf(lease.Item, result) == true:
                await Store(lease.Item, result);
                break;
            default:
                await Fail(lease, new WorkFailure(WorkFailureKind.Transient, "result-malformed", "A worker handed in something else than it was asked for. Upgrade it, then retry.", result?.GetType().Name));
                return true;
        }

        _ledger.Release(lease.Item);
        await Resume();
        return true;
    }

    public async Task Fail(WorkLeaseId lease, WorkFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        if (!IsOpen || !_ledger.Holds(lease))
        {
            return;
        }

        if (failure.Kind == WorkFailureKind.Drained)
        {
            _ledger.Release(lease.Item);
            await Fleet().Announce(Id);
            return;
        }

        var tries = _ledger.SetBack(lease.Item);
        LogItemFailed(Id, lease.Item, tries, failure.Code, failure.Message, failure.Log);
        if (failure.Kind == WorkFailureKind.Source || tries >= options.Value.MaxTries)
        {
            await GiveUp(new TitleError(failure.Code, failure.Message));
        }
    }

    public Task<JobReport> GetReport() => Task.FromResult(Reporting.Of(Id, Job, _items));

    private bool IsAllDone => Items() is { } items && Job.Results.Count == items.Count - 1;

    private ITranscodeFleetGrain Fleet() => GrainFactory.GetGrain<ITranscodeFleetGrain>(Region.Here);

    private async Task Begin(SourceDescription source)
    {
        var plan = EncodePlanner.Plan(source);
        (Job.Source, Job.Plan, Job.Phase) = (source, plan, JobPhase.Encoding);
        try
        {
            await StoreAlone();
        }
        catch (StoreUnavailableException)
        {
            (Job.Source, Job.Plan, Job.Phase) = (null, null, JobPhase.Inspecting);
            throw;
        }

        _items = new JobItems(source, plan);
    }

    /// <summary>Stores a result. Where the store is down, the lease goes on, so that the worker can hand its work in later.</summary>
    private async Task Store(int item, WorkResult result)
    {
        Job.Results[item] = result;
        Job.Phase = IsAllDone ? JobPhase.Publishing : JobPhase.Encoding;
        try
        {
            await StoreAlone();
        }
        catch (StoreUnavailableException)
        {
            Job.Results.Remove(item);
            Job.Phase = JobPhase.Encoding;
            throw;
        }
    }

    /// <summary>Stores the state while the timer, which interleaves, leaves it alone: what is not stored yet is told to nobody.</summary>
    private async Task StoreAlone()
    {
        _isStoring = true;
        try
        {
            await state.StoreAsync();
        }
        finally
        {
            _isStoring = false;
        }
    }

    /// <summary>Makes every lease given out before worth nothing.</summary>
    private async Task OpenEpoch()
    {
        Job.Epoch++;
        await this.StoreOrForgetAsync(state);
        _ledger.Reset(Job.Epoch);
        _items = Items();
    }

    private JobItems? Items() => _items ?? (Job is { Source: { } source, Plan: { } plan } ? new JobItems(source, plan) : null);

    private int? FindFreeItem(WorkerDescription worker, bool urgentOnly)
    {
        if (!IsOpen)
        {
            return null;
        }

        if (_items is null)
        {
            return _ledger.IsFree(JobItems.Inspection) ? JobItems.Inspection : null;
        }

        var end = urgentOnly ? _items.UrgentCount : _items.Count;
        for (var item = JobItems.FirstChunk; item < end; item++)
        {
            if (!Job.Results.ContainsKey(item) && _ledger.IsFree(item) && _items.EncodersOf(item).All(worker.Encoders.Contains))
            {
                return item;
            }
        }

        return null;
    }

    private WorkLease Lease(int item, WorkerDescription worker)
    {
        var token = _ledger.Take(item, worker.Slot);
        ReportSoon();
        return new WorkLease(
            new WorkLeaseId(Id, item, token),
            Job.TitleId,
            Job.SourcePath,
            OutputPaths.OfVersion(Job.TitleId, Job.Version),
            options.Value.HeartbeatInterval,
            _items?.Work(item) ?? new InspectWork(),
            options.Value.LeaseLifetime);
    }

    /// <summary>All chunks of a rung share one init segment; one that has another cannot be played with it.</summary>
    private bool DisagreesWithOthers(int item, VideoChunkResult chunk) =>
        Job.Results.FirstOrDefault(entry => entry.Key != item && entry.Value is VideoChunkResult).Value is VideoChunkResult other
        && !other.Rungs.Select(rung => rung.InitSha256).SequenceEqual(chunk.Rungs.Select(rung => rung.InitSha256));

    private async Task GiveUp(TitleError error)
    {
        Job.Phase = JobPhase.Failed;
        Job.Error = error;
        await OpenEpoch();
        await Fleet().Remove(Id);
        ReportSoon();
    }

    private void ReportSoon()
    {
        _reportDue = true;

        // The timer interleaves, so the title may call this grain while it is being told something by it.
        _reports ??= this.RegisterGrainTimer(Tick, new GrainTimerCreationOptions(TimeSpan.Zero, ReportInterval) { KeepAlive = true, Interleave = true });
        _reports.Change(TimeSpan.Zero, ReportInterval);
    }

    private async Task Tick(CancellationToken cancellationToken)
    {
        if (_isStoring)
        {
            return;
        }

        if (state.RecordExists && Job.Phase == JobPhase.Publishing)
        {
            await Publish(cancellationToken);
        }

        if (_reportDue && state.RecordExists)
        {
            _reportDue = false;
            try
            {
                await GrainFactory.GetGrain<ITitleGrain>(Job.TitleId).ReportJob(Reporting.Of(Id, Job, _items));
            }
            catch (Exception exception)
            {
                // What is not heard now is told again; the last report above all must not be lost.
                _reportDue = true;
                LogReportFailed(exception, Id);
            }
        }

        if (!IsOpen && !(_reportDue && state.RecordExists))
        {
            _reports?.Dispose();
            _reports = null;
        }
    }

    private async Task Publish(CancellationToken cancellationToken)
    {
        if (Reporting.Presentation(Job, _items) is not { } presentation)
        {
            LogNothingToPlay(Id);
            await GiveUp(new TitleError("internal", "Everything is encoded, and yet there is nothing to play. The server's log tells more."));
            return;
        }

        foreach (var (rung, seconds) in BufferCheck.FindExcess(Job.Plan!, _items!, Job.Results))
        {
            LogBufferExcess(rung, Id, seconds, BufferCheck.AllowedSeconds);
        }

        await Publish(presentation, cancellationToken);
    }

    private async Task Publish(Presentation presentation, CancellationToken cancellationToken)
    {
        try
        {
            var key = new ObjectKey(Buckets.TranscodedProfiles, $"{OutputPaths.OfVersion(Job.TitleId, Job.Version)}/{PresentationPaths.Facts}");
            using var facts = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(presentation, JsonSerializerOptions.Web));
            await objects.PutAsync(key, facts, new PutOptions("application/json"), cancellationToken);
        }
        catch (StoreUnavailableException exception)
        {
            LogPublishPostponed(exception, Id);
            if (++_publishTries >= options.Value.MaxTries)
            {
                await GiveUp(new TitleError("store-unavailable", "Everything is encoded, but the object store did not take the last file. Retry in a while."));
            }
            else
            {
                _reports?.Change(TimeSpan.FromSeconds(Math.Pow(2, _publishTries)), ReportInterval);
            }

            return;
        }

        // While the file was being stored, the job may have been called off.
        if (!state.RecordExists || Job.Phase != JobPhase.Publishing)
        {
            return;
        }

        // Told to nobody before it is stored. Where it cannot be, the next tick, or the next activation, publishes again.
        Job.Presentation = presentation;
        Job.Phase = JobPhase.Done;
        await this.StoreOrForgetAsync(state, cancellationToken);
        _reportDue = true;
        LogDone(Id, Job.TitleId);
        await Fleet().Remove(Id);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Job {JobId} of title {TitleId} is done.")]
    private partial void LogDone(Guid jobId, Guid titleId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Item {Item} of job {JobId} failed (try {Tries}, {Code}): {Reason} {Log}")]
    private partial void LogItemFailed(Guid jobId, int item, int tries, string code, string reason, string? log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Rendition {Rung} of job {JobId} needs a buffer of {Seconds:F2} s at its ceiling; {Allowed} s are allowed.")]
    private partial void LogBufferExcess(string rung, Guid jobId, double seconds, double allowed);

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} is complete and yet has nothing to play.")]
    private partial void LogNothingToPlay(Guid jobId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The title of job {JobId} could not be told how far it is; telling it again.")]
    private partial void LogReportFailed(Exception exception, Guid jobId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Job {JobId} could not be published yet; trying again.")]
    private partial void LogPublishPostponed(Exception exception, Guid jobId);
}
