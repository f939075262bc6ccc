using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Catalog;
using StreamVerse.Grains.Abstractions.Transcoding;

namespace StreamVerse.Grains.Transcoding;

/// <content>Who does which item: leases are given out, kept, handed in and given back.</content>
internal sealed partial class TranscodeJobGrain
{
    public async Task<WorkLease?> TryLease(WorkerDescription worker, LeaseScope scope)
    {
        ArgumentNullException.ThrowIfNull(worker);
        if (!IsOpen)
        {
            return null;
        }

        var found = JobResults.FindItem(Job, _items, _ledger, worker, scope, _ledger.Now);
        foreach (var silent in _ledger.TakeSilent())
        {
            LogSilent(silent.Slot, Id);
            await Fleet().Report(new WorkerOutcome(silent.Worker, Id, IsDone: false));
        }

        if (found is not { } item)
        {
            return null;
        }

        if (IsHopeless(_ledger.SetbackOf(item)))
        {
            await GiveUp(new TitleError("worker-lost", "Every worker that took a part of the video went silent over it. Retry; if it happens again, export the file anew and upload that."));
            return null;
        }

        return Lease(item, worker);
    }

    public Task<JobQueueView?> GetQueue() => Task.FromResult(IsOpen ? JobQueueViews.Of(Queued, Job, _items, _ledger, _ledger.Now, _waitsSince) : null);

    public Task<WorkLease?> FindLease(WorkLeaseId lease) =>
        Task.FromResult(IsOpen && _ledger.Find(lease) is { } held ? Describe(lease, held.Slot) : null);

    public async Task<bool> Heartbeat(WorkLeaseId lease, WorkProgress progress)
    {
        if (JobResults.FaultOf(progress) is { } fault)
        {
            await Fail(lease, fault);
            return false;
        }

        _reportDue = true;
        return IsOpen && _ledger.Keep(lease, progress);
    }

    public async Task<bool> Complete(WorkLeaseId lease, WorkResult result)
    {
        if (state.RecordExists && Job.HandedIn.Contains(lease.Token))
        {
            // Goes on where the first call may have broken off.
            await Resume();
            return true;
        }

        if (!IsOpen || _ledger.Find(lease) is not { } held)
        {
            return false;
        }

        if (JobResults.FaultOf(Job, _items, lease.Item, result) is { } fault)
        {
            await Fail(lease, fault);
            return true;
        }

        await (lease.Item == JobItems.Inspection ? Begin(lease, result) : Store(lease, result));

        if (lease.Item != JobItems.Inspection && Items() is { } items)
        {
            _ledger.Pace.Add(items.Work(lease.Item).GetType(), items.Weight(lease.Item), _ledger.Now - held.Since);
        }

        _ledger.Finish(lease.Item);
        await Fleet().Report(new WorkerOutcome(held.Worker, Id, IsDone: true));
        await Resume();
        return true;
    }

    public async Task Fail(WorkLeaseId lease, WorkFailure failure)
    {
        ArgumentNullException.ThrowIfNull(failure);
        if (!IsOpen || _ledger.Find(lease) is not { } held)
        {
            return;
        }

        if (failure.Kind == WorkFailureKind.Drained)
        {
            _ledger.Release(lease);
            await Fleet().Announce(Queued);
            return;
        }

        var setback = _ledger.SetBack(lease, failure.Kind);
        LogItemFailed(Id, lease.Item, held.Slot, setback.Tries, failure.Code, failure.Message, failure.Log);

        // Where somebody else races for the item, it is not lost yet.
        if (failure.Kind == WorkFailureKind.Source || (IsHopeless(setback) && _ledger.ProgressOf(lease.Item) is null))
        {
            // What stores say of themselves is for the log only.
            await GiveUp(new TitleError(failure.Code, failure.Message, failure.Kind == WorkFailureKind.Store ? null : failure.Log));
        }

        if (failure.Kind is WorkFailureKind.Transient or WorkFailureKind.Worker)
        {
            await Fleet().Report(new WorkerOutcome(held.Worker, Id, IsDone: false));
        }
    }

    private bool IsHopeless(ItemSetback? setback) =>
        setback is not null
        && (setback.Tries >= options.Value.MaxTries || setback.BlamedBy.Count >= options.Value.MaxWorkersPerItem || setback.Silences >= options.Value.MaxSilences);

    private QueuedJob Queued => new(Id, Job.OrgId, Job.Priority, JobResults.HasUrgent(Job, Items()));

    private WorkLease Lease(int item, WorkerDescription worker)
    {
        var token = _ledger.Take(item, worker.Slot);
        _waitsSince = _ledger.Now;
        ReportSoon();
        return Describe(new WorkLeaseId(Id, item, token), worker.Slot);
    }

    private WorkLease Describe(WorkLeaseId lease, string slot) => new(
        lease,
        Job.TitleId,
        Job.SourcePath,
        OutputPaths.OfVersion(Job.TitleId, Job.Version),
        options.Value.HeartbeatInterval,
        _items?.Work(lease.Item) ?? JobItems.InspectionOf(Job),
        options.Value.LeaseLifetime,
        slot,
        Job.TraceParent);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Item {Item} of job {JobId} failed at {Slot} (try {Tries}, {Code}): {Reason} {Log}")]
    private partial void LogItemFailed(Guid jobId, int item, string slot, int tries, string code, string reason, string? log);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Slot {Slot} went silent over an item of job {JobId}; somebody else may have it.")]
    private partial void LogSilent(string slot, Guid jobId);
}
