using Microsoft.Extensions.Logging;
using StreamVerse.Grains.Abstractions.Errors;
using StreamVerse.Grains.Abstractions.Transcoding;
using StreamVerse.Storage.Relational.Queries;

namespace StreamVerse.Grains.Transcoding;

internal sealed partial class TranscodeFleetGrain(IRowQueries rows, TimeProvider clock, ILogger<TranscodeFleetGrain> logger) : Grain, ITranscodeFleetGrain
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(10);

    /// <summary>How often those who wait look again without being told: an item's back-off may have passed.</summary>
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    private static readonly JobPhase[] OpenPhases = [JobPhase.Inspecting, JobPhase.Encoding];

    private const int AskedAtOnce = 32;

    private readonly JobQueue _jobs = new();
    private readonly FleetWorkers _workers = new(clock);
    private TaskCompletionSource _announced = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // In the order in which they were begun; an inspection is quick and comes first.
        foreach (var phase in OpenPhases)
        {
            string? cursor = null;
            do
            {
                var page = await rows.ListIdsAsync<JobRecord>(
                    new RowQuery { Equal = new Dictionary<string, object?> { ["state"] = StateNames.Of(phase) }, OrderBy = "created_at", Limit = RowQuery.MaxLimit, Cursor = cursor }, cancellationToken);
                foreach (var id in page.Ids)
                {
                    _jobs.Add(Guid.Parse(id));
                }

                cursor = page.NextCursor;
            }
            while (cursor is not null);
        }

        LogOpened(_jobs.Count);
    }

    public Task Announce(QueuedJob job)
    {
        ArgumentNullException.ThrowIfNull(job);
        _jobs.Put(job);
        var announced = _announced;
        _announced = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        announced.SetResult();
        return Task.CompletedTask;
    }

    public Task Remove(Guid jobId)
    {
        _jobs.Remove(jobId);
        return Task.CompletedTask;
    }

    public Task Report(WorkerOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        if (_workers.Note(outcome))
        {
            LogQuarantined(outcome.Worker);
        }

        return Task.CompletedTask;
    }

    public async Task<FleetView> GetView()
    {
        await LearnAsync();
        var open = _jobs.Order();
        var views = new List<JobQueueView>();
        foreach (var some in open.Take(FleetView.MaxJobs).Chunk(AskedAtOnce))
        {
            views.AddRange((await Task.WhenAll(some.Select(job => DescribeAsync(job.JobId)))).OfType<JobQueueView>());
        }

        return new FleetView(
            views.Sum(static view => view.Waiting),
            Math.Round(views.Where(static view => view.Waiting > 0).Select(static view => view.WaitingSeconds).DefaultIfEmpty().Max(), 1),
            _workers.Describe([.. views.SelectMany(static view => view.InWork)]),
            [.. views.Select(static view => new FleetJob(view.TitleId, view.Job.OrgId, view.Job.Priority, view.Phase, view.Waiting, view.InWork.Length, view.Done, Math.Round(view.WaitingSeconds, 1)))],
            open.Count);
    }

    public async Task<WorkLease?> Lease(WorkerDescription worker, TimeSpan maxWait, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(worker);
        if (!_workers.Admit(worker))
        {
            throw new DomainException(ErrorKind.Conflict, "worker-quarantined", $"Several jobs in a row failed over the worker '{worker.Worker}'. It gets work again once it has tested its encoders.");
        }

        var wait = maxWait < LongestWait ? maxWait : LongestWait;
        var start = clock.GetTimestamp();
        while (!cancellationToken.IsCancellationRequested)
        {
            // Taken before looking: an announcement while we look is not missed.
            var announced = _announced.Task;
            if (await FindAsync(worker) is { } lease)
            {
                return lease;
            }

            var rest = wait - clock.GetElapsedTime(start);
            if (rest <= TimeSpan.Zero)
            {
                break;
            }

            await Task.WhenAny(announced, Task.Delay(rest < LookAgain ? rest : LookAgain, clock, cancellationToken));
        }

        return null;
    }

    private async Task<WorkLease?> FindAsync(WorkerDescription worker)
    {
        await LearnAsync();
        foreach (var (job, scope) in _jobs.Asks())
        {
            if (await TryLeaseAsync(job.JobId, worker, scope) is { } lease)
            {
                _jobs.Granted(job);
                return lease;
            }
        }

        return null;
    }

    private async Task<WorkLease?> TryLeaseAsync(Guid job, WorkerDescription worker, LeaseScope scope)
    {
        try
        {
            return await GrainFactory.GetGrain<ITranscodeJobGrain>(job).TryLease(worker, scope);
        }
        catch (Exception exception)
        {
            // One job that cannot be asked must not keep the workers from all others.
            LogJobFailed(exception, job);
            return null;
        }
    }

    /// <summary>Asks the jobs that were found in the store, and have not announced themselves, what they are.</summary>
    private async Task LearnAsync()
    {
        foreach (var some in _jobs.Unknown.Chunk(AskedAtOnce))
        {
            await Task.WhenAll(some.Select(DescribeAsync));
        }
    }

    /// <summary>What a job has to do; <see langword="null"/> where it cannot be asked, or is open no more.</summary>
    private async Task<JobQueueView?> DescribeAsync(Guid job)
    {
        try
        {
            var view = await GrainFactory.GetGrain<ITranscodeJobGrain>(job).GetQueue();
            if (view is null)
            {
                _jobs.Remove(job);
            }
            else
            {
                _jobs.Learn(view.Job);
            }

            return view;
        }
        catch (Exception exception)
        {
            LogJobFailed(exception, job);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Job {JobId} could not be asked for work.")]
    private partial void LogJobFailed(Exception exception, Guid jobId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Several jobs in a row failed over the worker {Worker}; it gets no work until it has tested itself.")]
    private partial void LogQuarantined(string worker);

    [LoggerMessage(Level = LogLevel.Information, Message = "The fleet opens with {Jobs} jobs to do.")]
    private partial void LogOpened(int jobs);
}
