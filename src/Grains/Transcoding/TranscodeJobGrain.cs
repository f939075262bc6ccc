using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using StreamVerse.Grains.Abstractions;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Media.Ladders;
using StreamVerse.Storage.Objects;

namespace StreamVerse.Grains.Transcoding;

internal sealed partial class TranscodeJobGrain(
    [PersistentState("job")] IPersistentState<JobRecord> state,
    IObjectStore objects,
    IOptions<TranscodingOptions> options,
    TimeProvider clock,
    ILogger<TranscodeJobGrain> logger) : Grain, ITranscodeJobGrain
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>How many results are known by their tokens: more than come in while somebody repeats a call.</summary>
    private const int MostHandedIn = 64;

    private readonly LeaseLedger _ledger = new(clock, options.Value.LeaseLifetime);
    private readonly JobPublisher _publisher = new(objects, options.Value.MaxTries, logger);
    private JobReports? _reporting;
    private JobItems? _items;
    private IGrainTimer? _reports;
    private bool _reportDue;
    private DateTimeOffset _waitsSince;
    private bool _isStoring;
    private bool _isTelling;

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
            Job.Priority = order.Priority;
            Job.SourcePath = order.SourcePath;
            Job.Version = order.Version;
            Job.Track = order.Track;
            Job.Without = order.Without.IsDefault ? [] : order.Without;
            Job.Phase = JobPhase.Inspecting;
            Job.CreatedAt = clock.GetUtcNow();
            Job.TraceParent = order.TraceParent;
            await OpenEpoch();
        }

        await Resume();
    }

    public async Task Retry()
    {
        if (state.RecordExists && Job.Phase == JobPhase.Failed)
        {
            JobResults.ForgetMisfits(Job);
            Job.Phase = Items() is null ? JobPhase.Inspecting : IsAllDone ? JobPhase.Publishing : JobPhase.Encoding;
            Job.Error = null;
            _publisher.Reset();
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
            await Fleet().Announce(Queued);
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

    private bool IsAllDone => Items() is { } items && Job.Results.Count == items.Count - 1;

    private ITranscodeFleetGrain Fleet() => GrainFactory.GetGrain<ITranscodeFleetGrain>(Region.Here);

    private async Task Begin(WorkLeaseId lease, WorkResult inspection)
    {
        var source = (inspection as InspectResult)?.Source;
        (Job.Source, Job.Plan, Job.Phase) = (source, source is null ? null : EncodePlanner.Plan(source).Without(Job.Without), JobPhase.Encoding);
        Job.TrackSource = (inspection as TrackInspectResult)?.Source;
        try
        {
            await StoreAlone(lease);
        }
        catch
        {
            (Job.Source, Job.Plan, Job.TrackSource, Job.Phase) = (null, null, null, JobPhase.Inspecting);
            throw;
        }

        _items = JobItems.Of(Job);
    }

    /// <summary>Stores a result. Where the store does not take it, the lease goes on, so that the worker can hand its work in later.</summary>
    private async Task Store(WorkLeaseId lease, WorkResult result)
    {
        Job.Results[lease.Item] = result;
        Job.Phase = IsAllDone ? JobPhase.Publishing : JobPhase.Encoding;
        try
        {
            await StoreAlone(lease);
        }
        catch
        {
            Job.Results.Remove(lease.Item);
            Job.Phase = JobPhase.Encoding;
            throw;
        }
    }

    /// <summary>Stores the state, and whose result is in it, while the timer, which interleaves, leaves it alone: what is not stored yet is told to nobody.</summary>
    private async Task StoreAlone(WorkLeaseId lease)
    {
        // One that leaves the list in vain, where the store is down, is too old to be asked for.
        Job.HandedIn.RemoveRange(0, Math.Max(0, Job.HandedIn.Count - MostHandedIn + 1));
        Job.HandedIn.Add(lease.Token);
        _isStoring = true;
        try
        {
            await state.StoreAsync();
        }
        catch
        {
            Job.HandedIn.Remove(lease.Token);
            throw;
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
        _waitsSince = _ledger.Now;
        _items = Items();
    }

    private JobItems? Items() => _items ?? JobItems.Of(Job);

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
        // A timer that is set anew just as it goes off goes off twice. Two ticks side by side could tell the older report
        // last, and the one that has nothing to tell could end the timer that the other still needs.
        if (_isStoring || _isTelling)
        {
            return;
        }

        _isTelling = true;
        try
        {
            await Tell(cancellationToken);
        }
        finally
        {
            _isTelling = false;
        }

        if (!IsOpen && !(_reportDue && state.RecordExists))
        {
            _reports?.Dispose();
            _reports = null;
        }
    }

    private async Task Tell(CancellationToken cancellationToken)
    {
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
    }

    private async Task Publish(CancellationToken cancellationToken)
    {
        // A track's facts are the title's to publish: it alone knows what else was added or removed meanwhile.
        var presentation = Reporting.Presentation(Job, _items);
        if (presentation is null && Job.Track is null)
        {
            LogNothingToPlay(Id);
            await GiveUp(new TitleError("internal", "Everything is encoded, and yet there is nothing to play. The server's log tells more."));
            return;
        }

        if (presentation is not null && !await _publisher.TryPublishAsync(Id, Job, (TitleItems)_items!, presentation, cancellationToken))
        {
            if (_publisher.HasGivenUp)
            {
                await GiveUp(new TitleError("store-unavailable", "Everything is encoded, but the object store did not take the last file. Retry in a while."));
            }
            else
            {
                _reports?.Change(_publisher.Delay, ReportInterval);
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} is complete and yet has nothing to play.")]
    private partial void LogNothingToPlay(Guid jobId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The title of job {JobId} could not be told how far it is; telling it again.")]
    private partial void LogReportFailed(Exception exception, Guid jobId);
}
